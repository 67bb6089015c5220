package scriptorium.auth.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** When users have last seen their talk page. */
@ApplicationScoped
public class TalkSeen {

    private static final String FIND = "SELECT seen_at FROM talk_seen WHERE name = $1";
    private static final String PUT = "INSERT INTO talk_seen (name, seen_at) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at";

    private final Pool pool;

    TalkSeen(Pool pool) {
        this.pool = pool;
    }

    public Uni<Optional<Instant>> of(String name) {
        return pool.preparedQuery(FIND).execute(Tuple.of(name)).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? Optional.of(row.next().getOffsetDateTime(0)).map(OffsetDateTime::toInstant) : Optional.empty();
        });
    }

    public Uni<Void> now(String name, Instant now) {
        return pool.preparedQuery(PUT).execute(Tuple.of(name, now.atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }
}
