package scriptorium.query.projection;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.query.index.Writes;

/** What is said of revisions after they were made: that they are hidden, tagged, patrolled. */
final class Annotations {

    /** Before the tags are written: counts what comes and what goes. */
    private static final String RECOUNT = """
            INSERT INTO tag_count (name, hits) SELECT name, sum(n) FROM (
                SELECT unnest(string_to_array($2::text, '|')) AS name, 1 AS n
                UNION ALL SELECT unnest(string_to_array(tags, '|')), -1 FROM revision WHERE id = $1) d
            GROUP BY name HAVING sum(n) <> 0 ORDER BY name ON CONFLICT (name) DO UPDATE SET hits = tag_count.hits + excluded.hits""";
    private static final String COUNT = """
            INSERT INTO tag_count (name, hits) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET hits = tag_count.hits + excluded.hits""";
    private static final String REVISION = "UPDATE revision SET visibility = $2, tags = $3 WHERE id = $1";
    private static final String DELETED_REVISION = "UPDATE deleted_revision SET visibility = $2, tags = $3 WHERE id = $1";
    private static final String RECENT_TAGS = "UPDATE recent_change SET tags = $2 WHERE revision_id = $1 AND log_id = 0";
    private static final String RECOUNT_LOG = RECOUNT.replace("FROM revision WHERE", "FROM log_entry WHERE");
    private static final String RECENT_LOG_TAGS = "UPDATE recent_change SET tags = $2 WHERE log_id = $1 AND log_id > 0";
    private static final String PATROLLED = "UPDATE recent_change SET is_patrolled = true WHERE revision_id = $1";

    private static final String PATROLLED_BY_ITSELF = "UPDATE recent_change SET is_patrolled = true, is_autopatrolled = true WHERE revision_id = $1";
    private static final String BY_BOT = "UPDATE recent_change SET is_patrolled = true, is_autopatrolled = true, is_bot = true WHERE revision_id = $1";

    private Annotations() {}

    static void put(Writes writes, PageContentChange change) {
        for (PageContentChange.Revision revision : change.revisions()) {
            String tags = String.join("|", revision.tags());
            if (change.kind().equals(PageContentChange.KIND_TAGS)) {
                writes.add(RECOUNT, revision.id(), tags).add(RECENT_TAGS, revision.id(), tags);
            }
            if (change.kind().equals(PageContentChange.KIND_BOT_MARK)) {
                writes.add(BY_BOT, revision.id());
            } else if (change.kind().equals(PageContentChange.KIND_PATROL)) {
                // Without an entry in the log nobody has looked at it: a rollback has marked it.
                writes.add(change.log().isEmpty() ? PATROLLED_BY_ITSELF : PATROLLED, revision.id());
            } else {
                writes.add(REVISION, revision.id(), revision.visibility(), tags).add(DELETED_REVISION, revision.id(), revision.visibility(), tags);
            }
        }
        if (change.kind().equals(PageContentChange.KIND_TAGS)) {
            for (LogEntry entry : change.log()) {
                String tags = String.join("|", entry.tags());
                writes.add(RECOUNT_LOG, entry.id(), tags).add(RECENT_LOG_TAGS, entry.id(), tags);
            }
        }
        if (change.kind().equals(PageContentChange.KIND_PATROL)) {
            for (LogEntry entry : change.log()) {
                writes.add(PATROLLED, entry.params().path("curid").asLong());
            }
        }
    }

    /** Tags that an edit or a log action brings with it. */
    static void countTags(Writes writes, PageContentChange change) {
        List<String> tags = change.revisions().isEmpty()
                ? change.log().stream().flatMap(entry -> entry.tags().stream()).distinct().sorted().toList()
                : change.revisions().stream().flatMap(revision -> revision.tags().stream()).sorted().toList();
        writes.addAll(COUNT, tags.stream().map(tag -> Tuple.of(tag)).toList());
    }
}
