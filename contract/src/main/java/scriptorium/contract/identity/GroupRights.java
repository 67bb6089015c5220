package scriptorium.contract.identity;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Groups and what their members may do: MediaWiki's defaults. What counts when something is done is auth-service's word, which knows who is in them. */
public final class GroupRights {

    /** Groups that nobody is put into: everybody of a kind is in them. */
    private static final Set<String> IMPLICIT = Set.of("*", "user", "autoconfirmed");
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
                + " unblockself suppressredirect mergehistory managechangetags deletechangetags deleterevision deletelogentry upload_by_url");
        put("interface-admin", "editinterface editsitecss editsitejson editsitejs editusercss edituserjson edituserjs");
        put("bureaucrat", "userrights noratelimit renameuser");
        put("suppress", "hideuser suppressrevision viewsuppressed suppressionlog deleterevision deletelogentry");
    }

    private GroupRights() {}

    private static void put(String group, String rights) {
        RIGHTS.put(group, List.of(rights.split(" ")));
    }

    /** The rights of a group; none for one that does not exist. */
    public static List<String> of(String group) {
        return RIGHTS.getOrDefault(group, List.of());
    }

    /** Group to rights, in MediaWiki's order. */
    public static Map<String, List<String>> all() {
        return Collections.unmodifiableMap(RIGHTS);
    }

    /** Groups that accounts are put into by hand, in order of name. */
    public static List<String> assignable() {
        return RIGHTS.keySet().stream().filter(group -> !IMPLICIT.contains(group)).sorted().toList();
    }
}
