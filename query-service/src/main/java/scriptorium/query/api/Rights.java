package scriptorium.query.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import scriptorium.contract.identity.GroupRights;

/** The rights that this wiki knows, and which groups have them. */
final class Rights {

    static final List<String> ALL = List.of("""
            apihighlimits applychangetags autoconfirmed autocreateaccount autopatrol bigdelete block blockemail bot browsearchive changetags
            createaccount createpage createtalk delete delete-redirect deletechangetags deletedhistory deletedtext deletelogentry
            deleterevision edit editcontentmodel editinterface editmyoptions editmyprivateinfo editmyusercss editmyuserjs editmyuserjson
            editmyuserjsredirect editmywatchlist editprotected editsemiprotected editsitecss editsitejs editsitejson editusercss edituserjs
            edituserjson hideuser import importupload ipblock-exempt logentryimport managechangetags markbotedits mergehistory minoredit move
            move-categorypages move-rootuserpages move-subpages movefile nominornewtalk noratelimit override-export-depth pagelang patrol
            patrolmarks protect read renameuser reupload reupload-own reupload-shared rollback sendemail siteadmin suppressionlog
            suppressredirect suppressrevision unblockself undelete unwatchedpages upload upload_by_url userrights userrights-interwiki
            viewmyprivateinfo viewmywatchlist viewsuppressed""".split("\\s+"));
    /** With the names of actions that are limited in their rate: they count as rights here and there. */
    static final List<String> WITH_ACTIONS = withActions();
    private static final Set<String> IMPLICIT = Set.of("*", "user", "autoconfirmed");

    private Rights() {}

    private static List<String> withActions() {
        List<String> all = new ArrayList<>(ALL);
        all.addAll(List.of("changeemail", "confirmemail", "linkpurge", "mailpassword", "purge", "renderfile", "renderfile-nonstandard", "stashbasehtml", "stashedit"));
        all.sort(null);
        return List.copyOf(all);
    }

    /** What is no right but the name of an action is anybody's. */
    static Set<String> groupsWith(Set<String> rights) {
        Set<String> groups = new LinkedHashSet<>();
        if (!ALL.containsAll(rights)) {
            groups.add("*");
        }
        for (Map.Entry<String, List<String>> group : GroupRights.all().entrySet()) {
            if (group.getValue().stream().anyMatch(rights::contains)) {
                groups.add(group.getKey());
            }
        }
        return groups;
    }

    /** Whether one of these is a group that every account is in. */
    static boolean everybody(Set<String> groups) {
        return groups.stream().anyMatch(IMPLICIT::contains);
    }
}
