package scriptorium.query.projection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.Topics;
import scriptorium.contract.event.WatchChange;
import scriptorium.query.index.Writes;

/** Watch lists: what users put on them, and since when there is news for them. */
@ApplicationScoped
public class WatchProjection {

    private static final String WATCH = """
            INSERT INTO watched (user_id, namespace, title, expires_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (user_id, namespace, title) DO UPDATE SET expires_at = excluded.expires_at""";
    private static final String UNWATCH = "DELETE FROM watched WHERE user_id = $1 AND namespace = $2 AND title = $3";
    private static final String NOTIFIED = "UPDATE watched SET notified_at = $4 WHERE user_id = $1 AND namespace = $2 AND title = $3";
    private static final String TALK_NOTIFIED = "UPDATE watched SET talk_notified_at = $4 WHERE user_id = $1 AND namespace = $2 AND title = $3";
    private static final String NOTIFIED_ALL = "UPDATE watched SET notified_at = $2, talk_notified_at = $2 WHERE user_id = $1";
    private static final String NEWS = """
            UPDATE watched SET notified_at = $4 WHERE namespace = $1 AND title = $2 AND user_id <> $3 AND notified_at IS NULL""";
    private static final String TALK_NEWS = """
            UPDATE watched SET talk_notified_at = $4 WHERE namespace = $1 AND title = $2 AND user_id <> $3 AND talk_notified_at IS NULL""";
    private static final String MOVED = """
            INSERT INTO watched (user_id, namespace, title, expires_at) SELECT user_id, $3, $4, expires_at FROM watched WHERE namespace = $1 AND title = $2
            ON CONFLICT DO NOTHING""";

    private final Pool pool;
    private final Gate gate;

    WatchProjection(Pool pool, Gate gate) {
        this.pool = pool;
        this.gate = gate;
    }

    public Uni<Void> apply(WatchChange change) {
        Writes writes = new Writes();
        put(writes, change);
        return pool.withTransaction(c -> Claims.claim(c, Topics.WATCH_CHANGE, change.key(), change.changeSeq())
                        .chain(news -> news ? writes.send(c) : Uni.createFrom().voidItem()))
                .invoke(() -> gate.open(Topics.WATCH_CHANGE, change.key(), change.changeSeq()));
    }

    private static void put(Writes writes, WatchChange change) {
        int subject = subject(change.namespace());
        switch (change.kind()) {
            case WatchChange.KIND_WATCH -> writes.add(WATCH, change.userId(), subject, change.title(), TitleProtections.expiry(change.expiry()));
            case WatchChange.KIND_UNWATCH -> writes.add(UNWATCH, change.userId(), subject, change.title());
            case WatchChange.KIND_NOTIFIED -> writes.add(subject == change.namespace() ? NOTIFIED : TALK_NOTIFIED, change.userId(), subject, change.title(),
                    TitleProtections.expiry(change.notifiedAt()));
            case WatchChange.KIND_NOTIFIED_ALL -> writes.add(NOTIFIED_ALL, change.userId(), TitleProtections.expiry(change.notifiedAt()));
            default -> throw new IllegalArgumentException("unknown kind of watch list change: " + change.kind());
        }
    }

    /** Who watches a page that somebody else has changed has news. */
    static void notify(Writes writes, PageContentChange change) {
        if (change.recentChange().isPresent()) {
            notify(writes, change.page().namespace(), change.page().title(), change.performer().userId(), change.timestamp());
        }
    }

    /** A user who is blocked or given rights is news to who watches the user's page. */
    static void notify(Writes writes, LogEntry entry) {
        notify(writes, entry.namespace(), entry.title(), entry.userId(), entry.timestamp());
    }

    private static void notify(Writes writes, int namespace, String title, long performer, String time) {
        writes.add(namespace == subject(namespace) ? NEWS : TALK_NEWS, subject(namespace), title, performer, PageProjection.time(time));
    }

    /** Who watches a page watches it under its new name, too. */
    static void moved(Writes writes, PageContentChange change) {
        change.prior().filter(prior -> prior.namespace() % 2 == 0).ifPresent(prior ->
                writes.add(MOVED, prior.namespace(), prior.title(), subject(change.page().namespace()), change.page().title()));
    }

    private static int subject(int namespace) {
        return namespace < 0 ? namespace : namespace - namespace % 2;
    }
}
