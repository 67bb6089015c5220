package scriptorium.contract.event;

import java.util.List;
import java.util.Optional;

/**
 * What happened to one page, with text. Additive: readers ignore fields that they do not know.
 *
 * @param id UUID of the event
 * @param timestamp ISO
 * @param kind "create", "edit", "move", "delete", "undelete", "visibility", "protect", "purge", "tags", "patrol", "botmark"
 * @param changeSeq 1 for the first change of this page id, then without gaps; the claim
 * @param page the page after the change (as it was, for "delete")
 * @param prior what it was before, when title, redirect state or latest revision changed
 * @param revisions revisions that are new to the index (or changed, with "visibility" and "tags"); with "undelete" all that came back
 * @param performer who did it
 * @param log log entries that belong to it
 * @param recentChange rows of recent changes; with its log entry for type "log"
 * @param protections all protections now in force
 */
public record PageContentChange(
        String id,
        String timestamp,
        String requestId,
        String kind,
        long changeSeq,
        Page page,
        Optional<Page> prior,
        List<Revision> revisions,
        Actor performer,
        String comment,
        List<LogEntry> log,
        Optional<RecentChange> recentChange,
        List<Protection> protections) {

    public static final String KIND_CREATE = "create";
    public static final String KIND_EDIT = "edit";
    public static final String KIND_MOVE = "move";
    public static final String KIND_DELETE = "delete";
    public static final String KIND_UNDELETE = "undelete";
    public static final String KIND_VISIBILITY = "visibility";
    public static final String KIND_PROTECT = "protect";
    public static final String KIND_PURGE = "purge";
    public static final String KIND_TAGS = "tags";
    public static final String KIND_PATROL = "patrol";
    /** Revisions that were taken back count as a bot's from now on. */
    public static final String KIND_BOT_MARK = "botmark";

    /** @param title text with blanks, without namespace */
    public record Page(long id, int namespace, String title, String contentModel, String language, boolean redirect, long latestRevisionId) {}

    public record Actor(long userId, String name) {}

    /**
     * @param text the main slot, as it reads
     * @param sha1 of the text, 40 hex digits
     * @param size bytes
     * @param visibility bits of what is hidden: 1 text, 2 comment, 4 user, 8 from administrators too
     */
    public record Revision(
            long id, long parentId, String timestamp, long userId, String userName, boolean minor, int size, String sha1, String comment,
            String contentModel, String contentFormat, String text, int visibility, List<String> tags) {}

    /** @param expiry ISO time or {@code infinity} */
    public record Protection(String type, String level, String expiry, boolean cascade) {}
}
