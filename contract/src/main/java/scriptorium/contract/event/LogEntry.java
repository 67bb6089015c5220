package scriptorium.contract.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * An entry of the log, as {@code list=logevents} shows it. Ids of page-service are odd, those of auth-service even, so that both may give them out.
 *
 * @param timestamp ISO
 * @param namespace of the title it is about
 * @param title text with blanks, without namespace
 * @param pageId 0 when there is none
 * @param visibility bits of what is hidden: 1 action, 2 comment, 4 user, 8 from administrators too; an entry told again with other bits is changed
 * @param params MediaWiki's parameters as {@code leprop=details} shows them in formatversion 2
 */
public record LogEntry(
        long id, String type, String action, String timestamp, long userId, String userName, int namespace, String title, long pageId,
        String comment, JsonNode params, List<String> tags, int visibility) {

    public LogEntry {
        comment = CommentText.kept(comment);
    }

    /** An entry of which nothing is hidden. */
    public LogEntry(
            long id, String type, String action, String timestamp, long userId, String userName, int namespace, String title, long pageId, String comment,
            JsonNode params, List<String> tags) {
        this(id, type, action, timestamp, userId, userName, namespace, title, pageId, comment, params, tags, 0);
    }
}
