package scriptorium.query.api;

import java.util.Map;

/** A log entry as a short sentence in wikitext. */
public final class LogWords {

    private static final Map<String, String> DEEDS = Map.ofEntries(
            Map.entry("delete/delete", "deleted"), Map.entry("delete/restore", "restored"), Map.entry("delete/revision", "changed the visibility of revisions of"),
            Map.entry("move/move", "moved"), Map.entry("move/move_redir", "moved over a redirect"), Map.entry("protect/protect", "protected"),
            Map.entry("protect/modify", "changed the protection of"), Map.entry("protect/unprotect", "removed the protection of"),
            Map.entry("upload/upload", "uploaded"), Map.entry("upload/overwrite", "uploaded a new version of"), Map.entry("upload/revert", "reverted"),
            Map.entry("block/block", "blocked"), Map.entry("block/reblock", "changed the block of"), Map.entry("block/unblock", "unblocked"),
            Map.entry("rights/rights", "changed the groups of"), Map.entry("newusers/create", "created"), Map.entry("patrol/patrol", "patrolled"),
            Map.entry("import/upload", "imported"), Map.entry("merge/merge", "merged"), Map.entry("create/create", "created"));

    private LogWords() {}

    public static String of(String user, String type, String action, String title) {
        String deed = DEEDS.getOrDefault(type + "/" + action, type + "/" + action);
        return "[[User:" + user + "|" + user + "]] " + deed + " [[:" + title + "]]";
    }
}
