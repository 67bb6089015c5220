package scriptorium.query.index;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Runs lists that look at whole tables, so that they take up a bounded share of the database however large the wiki is: what took long to read is kept for many
 * times as long, also that it takes too long, and what is being read is read once. What is read quickly is always fresh.
 */
@ApplicationScoped
public class SlowLists {

    private static final long SHARE = 100;

    private record Key(String sql, int limit, int offset) {}

    /** @param until when it is read again, in nanoseconds; none while it is being read */
    private record Kept(Uni<List<Row>> rows, Long until) {}

    private final Index index;
    private final Duration patience;
    private final Duration quick;
    private final int most;
    private final Map<Key, Kept> kept = new LinkedHashMap<>();

    SlowLists(Index index, @ConfigProperty(name = "scriptorium.querypage.timeout", defaultValue = "15s") Duration patience,
            @ConfigProperty(name = "scriptorium.querypage.quick", defaultValue = "200ms") Duration quick,
            @ConfigProperty(name = "scriptorium.querypage.kept", defaultValue = "200") int most) {
        this.index = index;
        this.patience = patience;
        this.quick = quick;
        this.most = most;
    }

    /** The rows of a statement that is cut by its two arguments. */
    public synchronized Uni<List<Row>> rows(String sql, int limit, int offset) {
        Key key = new Key(sql, limit, offset);
        Kept known = kept.get(key);
        if (known != null && (known.until == null || known.until - System.nanoTime() > 0)) {
            return known.rows;
        }
        long begun = System.nanoTime();
        Uni<List<Row>> rows = index.rows(sql, limit, offset).ifNoItem().after(patience).fail()
                .onItemOrFailure().invoke((_, failure) -> done(key, failure == null || failure instanceof TimeoutException ? System.nanoTime() - begun : 0)).memoize().indefinitely();
        if (kept.size() < most) {
            kept.put(key, new Kept(rows, null));
        }
        return rows;
    }

    private synchronized void done(Key key, long took) {
        kept.values().removeIf(one -> one.until != null && one.until - System.nanoTime() <= 0);
        if (took < quick.toNanos()) {
            kept.remove(key);
        } else {
            kept.computeIfPresent(key, (_, one) -> new Kept(one.rows, System.nanoTime() + took * SHARE));
        }
    }
}
