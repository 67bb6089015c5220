package scriptorium.auth.rights;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * MediaWiki's grants: what a bot password or a client of OAuth may be allowed, and the rights that each passes on. A right is in force when the user has it
 * and a grant passes it on.
 */
@ApplicationScoped
public class Grants {

    /** Comes with every other grant. */
    public static final String BASIC = "basic";

    private static final String EDIT = " applychangetags changetags edit editcontentmodel minoredit";
    private static final Map<String, Set<String>> RIGHTS = new LinkedHashMap<>();
    private static final Map<String, String> TEXTS = new LinkedHashMap<>();

    static {
        put("basic", "Read pages", "autoconfirmed autocreateaccount autopatrol editsemiprotected ipblock-exempt nominornewtalk patrolmarks read unwatchedpages");
        put("highvolume", "Act as a bot, in large numbers", "apihighlimits bot markbotedits noratelimit");
        put("import", "Import pages", "import importupload");
        put("editpage", "Edit pages that exist", "pagelang" + EDIT);
        put("editprotected", "Edit protected pages", "editprotected" + EDIT);
        put("editmycssjs", "Edit your own scripts and styles", "editmyusercss editmyuserjs editmyuserjson" + EDIT);
        put("editmyoptions", "Change your preferences", "editmyoptions editmyuserjson");
        put("editinterface", "Edit the texts of the interface", "editinterface editsitejson edituserjson" + EDIT);
        put("editsiteconfig", "Edit scripts and styles of the site and of other users",
                "editinterface editsitecss editsitejs editsitejson editusercss edituserjs edituserjson" + EDIT);
        put("createeditmovepage", "Create, edit and move pages",
                "createpage createtalk delete-redirect move move-categorypages move-rootuserpages move-subpages suppressredirect" + EDIT);
        put("uploadfile", "Upload new files", "reupload-own upload");
        put("uploadeditmovefile", "Upload, replace and move files", "movefile reupload reupload-own reupload-shared suppressredirect upload upload_by_url");
        put("patrol", "Mark changes as patrolled", "patrol");
        put("rollback", "Roll back edits", "rollback");
        put("blockusers", "Block users and lift blocks", "block blockemail");
        put("viewdeleted", "See deleted pages and files", "browsearchive deletedhistory deletedtext");
        put("viewrestrictedlogs", "See logs that are not public", "suppressionlog");
        put("delete", "Delete and restore pages, revisions and log entries",
                "bigdelete browsearchive delete deletedhistory deletedtext deletelogentry deleterevision undelete" + EDIT);
        put("oversight", "Hide users' names and see what was suppressed", "suppressrevision viewsuppressed");
        put("protect", "Protect pages and lift protections", "editprotected protect" + EDIT);
        put("viewmywatchlist", "See your watch list", "viewmywatchlist");
        put("editmywatchlist", "Change your watch list", "editmywatchlist");
        put("sendemail", "Send e-mail to other users", "sendemail");
        put("createaccount", "Make accounts", "createaccount");
        put("privateinfo", "See your e-mail address and your real name", "viewmyprivateinfo");
        put("mergehistory", "Merge the histories of pages", "mergehistory");
    }

    private static void put(String grant, String text, String rights) {
        RIGHTS.put(grant, Collections.unmodifiableSet(new LinkedHashSet<>(List.of(rights.strip().split(" +")))));
        TEXTS.put(grant, text);
    }

    /** Names of all grants, in MediaWiki's order. */
    public List<String> names() {
        return List.copyOf(RIGHTS.keySet());
    }

    public boolean known(String grant) {
        return RIGHTS.containsKey(grant);
    }

    /** The rights that these grants pass on; unknown ones pass on none. */
    public Set<String> rights(Iterable<String> grants) {
        Set<String> rights = new LinkedHashSet<>();
        grants.forEach(grant -> rights.addAll(RIGHTS.getOrDefault(grant, Set.of())));
        return rights;
    }

    /** What a grant allows, in a line for people. */
    public String text(String grant) {
        return TEXTS.getOrDefault(grant, grant);
    }
}
