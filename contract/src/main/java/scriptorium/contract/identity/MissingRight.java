package scriptorium.contract.identity;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;

/** That somebody lacks a right: the error tells which groups have it. */
public final class MissingRight {

    private static final String EVERYBODY = "*";
    private static final Map<String, String> GROUP_NAMES = Map.of(EVERYBODY, EVERYBODY, "sysop", "Administrators", "bureaucrat", "Bureaucrats", "bot", "Bots", "user", "Users",
            "interface-admin", "Interface administrators", "suppress", "Suppressors");

    private MissingRight() {}

    /** Code {@code permissiondenied}. */
    public static Msg msg(String right) {
        List<Arg> names = GroupRights.all().entrySet().stream().filter(group -> group.getValue().contains(right)).map(group -> GROUP_NAMES.get(group.getKey()))
                .filter(Objects::nonNull).map(name -> Arg.raw(name.equals(EVERYBODY) ? name : "[[Project:" + name + "|" + name + "]]")).toList();
        return names.isEmpty() ? Msg.of("permissiondenied", "badaccess-group0")
                : Msg.of("permissiondenied", "badaccess-groups", new Arg.ListOf(names, "comma"), Arg.rawNum(names.size()));
    }
}
