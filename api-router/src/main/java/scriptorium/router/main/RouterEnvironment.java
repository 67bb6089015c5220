package scriptorium.router.main;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.ParamEnvironment;
import scriptorium.router.dispatch.ModuleDirectory;

/** What the router's own modules need to know to read their parameters. */
record RouterEnvironment(ModuleDirectory.Modules modules, boolean highLimits, Instant now) implements ParamEnvironment {

    private static final Set<Integer> NAMESPACES = Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

    @Override
    public Set<Integer> namespaces() {
        return NAMESPACES;
    }

    /** A user name in its normal form; only its shape is checked. */
    @Override
    public Optional<String> user(String raw, Set<String> subtypes) {
        String name = raw.replace('_', ' ').strip();
        if (name.regionMatches(true, 0, "User:", 0, 5)) {
            name = name.substring(5).strip();
        }
        boolean bad = name.isEmpty() || name.length() > 255 || name.chars().anyMatch(c -> "#<>[]|{}/@".indexOf(c) >= 0 || c < ' ')
                || name.matches("\\d{1,3}(\\.\\d{1,3}){3}") || name.matches("[0-9A-Fa-f:]*:[0-9A-Fa-f:]+");
        if (bad) {
            return Optional.empty();
        }
        int first = Character.toUpperCase(name.codePointAt(0));
        return Optional.of(Character.toString(first) + name.substring(Character.charCount(name.codePointAt(0))));
    }

    @Override
    public Optional<Msg> titleProblem(String raw) {
        return Optional.empty();
    }

    @Override
    public Map<String, String> submodules(String group) {
        return modules.group(group);
    }
}
