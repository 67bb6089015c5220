package scriptorium.auth.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what is allowed so many times in a while, for all replicas together. */
@ApplicationScoped
public class Attempts {

    private static final String READ = "SELECT subject, count FROM attempt WHERE subject = ANY($1) AND ends_at > $2";
    private static final String ADD = """
            INSERT INTO attempt (subject, count, ends_at) VALUES ($1, 1, $2)
            ON CONFLICT (subject) DO UPDATE SET count = CASE WHEN attempt.ends_at <= $3 THEN 1 ELSE attempt.count + 1 END,
                ends_at = CASE WHEN attempt.ends_at <= $3 THEN $2 ELSE attempt.ends_at END""";
    private static final String FORGET = "DELETE FROM attempt WHERE subject = $1";
    private static final String SWEEP = "DELETE FROM attempt WHERE subject IN (SELECT subject FROM attempt WHERE ends_at < $1 LIMIT 1000)";

    private final Pool pool;

    Attempts(Pool pool) {
        this.pool = pool;
    }

    /** How often each of these was counted in the time that runs now; those that were not are missing. */
    public Uni<Map<String, Integer>> of(List<String> subjects, Instant now) {
        return pool.preparedQuery(READ).execute(Tuple.of(subjects.toArray(String[]::new), now.atOffset(ZoneOffset.UTC))).map(rows -> {
            Map<String, Integer> counts = new HashMap<>();
            rows.forEach(row -> counts.put(row.getString(0), row.getInteger(1)));
            return counts;
        });
    }

    /** Counts one; the first of a time begins it. */
    public Uni<Void> add(String subject, Duration window, Instant now) {
        return pool.preparedQuery(ADD).execute(Tuple.of(subject, now.plus(window).atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }

    public Uni<Void> forget(String subject) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(subject)).replaceWithVoid();
    }

    /** Removes some of those whose time is over. */
    public Uni<Integer> sweep(Instant now) {
        return pool.preparedQuery(SWEEP).execute(Tuple.of(now.atOffset(ZoneOffset.UTC))).map(done -> done.rowCount());
    }
}
