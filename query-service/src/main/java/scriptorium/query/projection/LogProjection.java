package scriptorium.query.projection;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.RecentChange;
import scriptorium.query.index.Writes;

/** Log entries and recent changes, of whatever event they come with. */
final class LogProjection {

    private static final String LOG = """
            INSERT INTO log_entry (id, type, action, at, user_id, user_name, namespace, title, page_id, revision_id, comment, params, tags, visibility)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            ON CONFLICT (id) DO UPDATE SET visibility = excluded.visibility, tags = excluded.tags""";
    private static final String RECENT = """
            INSERT INTO recent_change (id, at, type, namespace, title, page_id, user_id, user_name, comment, is_minor, is_bot, is_patrolled, is_autopatrolled,
            old_revision_id, revision_id, old_length, new_length, log_id, tags)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) ON CONFLICT DO NOTHING""";

    private LogProjection() {}

    static void put(Writes writes, List<LogEntry> entries, long revisionId) {
        writes.addAll(LOG, entries.stream().map(e -> Tuple.from(List.<Object>of(e.id(), e.type(), e.action(), PageProjection.time(e.timestamp()), e.userId(),
                e.userName(), e.namespace(), e.title(), e.pageId(), revisionId, e.comment(), e.params().toString(), String.join("|", e.tags()), e.visibility()))).toList());
    }

    static void recent(Writes writes, RecentChange rc, LogEntry log, long pageId) {
        recent(writes, rc, PageProjection.time(log.timestamp()), log.namespace(), log.title(), pageId, log.userId(), log.userName(), log.comment(), log.id(),
                String.join("|", log.tags()));
    }

    static void recent(
            Writes writes, RecentChange rc, OffsetDateTime at, int namespace, String title, long pageId, long userId, String userName, String comment, long logId,
            String tags) {
        writes.add(RECENT, rc.id(), at, rc.type(), namespace, title, pageId, userId, userName, comment, rc.minor(), rc.bot(), rc.patrolled(), rc.autopatrolled(),
                rc.oldRevisionId(), rc.revisionId(), rc.oldLength(), rc.newLength(), logId, tags);
    }
}
