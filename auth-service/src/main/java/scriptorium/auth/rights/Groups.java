package scriptorium.auth.rights;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.auth.model.Account;
import scriptorium.contract.identity.Caller;

/** Groups and what their members may do: MediaWiki's defaults. */
@ApplicationScoped
public class Groups {

    private static final Map<String, List<String>> RIGHTS = new LinkedHashMap<>();

    static {
        put("*", "createaccount read edit createpage createtalk viewmyprivateinfo editmyprivateinfo editmyoptions");
        put("user", "move move-subpages move-rootuserpages move-categorypages movefile read edit createpage createtalk upload reupload reupload-shared minoredit"
                + " editmyusercss editmyuserjson editmyuserjs editmyuserjsredirect sendemail applychangetags changetags editcontentmodel viewmywatchlist"
                + " editmywatchlist");
        put("autoconfirmed", "autoconfirmed editsemiprotected");
        put("bot", "bot autoconfirmed editsemiprotected nominornewtalk autopatrol suppressredirect apihighlimits");
        put("sysop", "block createaccount delete bigdelete deletedhistory deletedtext undelete editinterface editsitejson edituserjson import importupload move"
                + " move-subpages move-rootuserpages move-categorypages patrol autopatrol protect editprotected rollback upload reupload reupload-shared"
                + " unwatchedpages autoconfirmed editsemiprotected ipblock-exempt blockemail markbotedits apihighlimits browsearchive noratelimit movefile"
                + " unblockself suppressredirect mergehistory managechangetags deletechangetags deleterevision deletelogentry");
        put("interface-admin", "editinterface editsitecss editsitejson editsitejs editusercss edituserjson edituserjs");
        put("bureaucrat", "userrights noratelimit renameuser");
        put("suppress", "hideuser suppressrevision viewsuppressed suppressionlog deleterevision deletelogentry");
    }

    private final Duration autoconfirmAge;

    Groups(@ConfigProperty(name = "scriptorium.autoconfirm-age", defaultValue = "0s") Duration autoconfirmAge) {
        this.autoconfirmAge = autoconfirmAge;
    }

    private static void put(String group, String rights) {
        RIGHTS.put(group, List.of(rights.split(" ")));
    }

    /** Groups that accounts can be put into by hand. */
    public List<String> assignable() {
        return List.of("bot", "sysop", "interface-admin", "bureaucrat", "suppress");
    }

    /** Groups that a user may put others into and take them out of. */
    public List<String> changeable(Caller caller) {
        return caller.may("userrights") ? assignable() : List.of();
    }

    public Map<String, List<String>> all() {
        return RIGHTS;
    }

    /** Groups that everybody of a kind is in. */
    public List<String> implicit(Account account, Instant now) {
        boolean old = !account.registeredAt().plus(autoconfirmAge).isAfter(now);
        return old && !account.temporary() ? List.of("*", "user", "autoconfirmed") : List.of("*", "user");
    }

    /** Explicit groups in order of name, then implicit ones. */
    public List<String> effective(Account account, Instant now) {
        List<String> groups = new ArrayList<>(account.groups().stream().map(Account.Membership::group).sorted().toList());
        groups.addAll(implicit(account, now));
        return groups;
    }

    /** What members of these groups may do, each right once. */
    public Set<String> rights(List<String> groups) {
        Set<String> rights = new LinkedHashSet<>();
        groups.forEach(group -> rights.addAll(RIGHTS.getOrDefault(group, List.of())));
        return rights;
    }
}
