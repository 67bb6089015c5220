package scriptorium.query.projection;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.contract.call.Position;

/** Lets requests wait until the index has got somewhere. Woken by this replica's own projection; looks at the database now and then for that of others. */
@ApplicationScoped
public class Gate {

    private static final String REACHED = "SELECT 1 FROM projected WHERE stream = $1 AND key = $2 AND seq >= $3";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private record Waiter(long seq, CompletableFuture<Boolean> reached) {}

    private final Pool pool;
    private final Vertx vertx;
    private final int maxWaiting;
    private final Map<String, List<Waiter>> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    Gate(Pool pool, Vertx vertx, @ConfigProperty(name = "scriptorium.projection.max-waiting", defaultValue = "10000") int maxWaiting) {
        this.pool = pool;
        this.vertx = vertx;
        this.maxWaiting = maxWaiting;
    }

    /** True when the position is reached within the time. */
    public Uni<Boolean> await(Position position, Duration patience) {
        Waiter waiter = new Waiter(position.seq(), new CompletableFuture<>());
        String key = position.stream() + " " + position.key();
        if (count.get() >= maxWaiting) {
            return reached(position);
        }
        count.incrementAndGet();
        waiting.compute(key, (_, list) -> {
            List<Waiter> all = list == null ? new ArrayList<>(1) : list;
            all.add(waiter);
            return all;
        });
        long end = System.nanoTime() + patience.toNanos();
        // Registered first, looked at second: what is projected in between wakes the waiter.
        return reached(position).chain(already -> {
            if (already) {
                waiter.reached().complete(true);
            } else {
                poll(position, waiter, end);
            }
            return Uni.createFrom().completionStage(waiter.reached());
        }).eventually(() -> leave(key, waiter));
    }

    private void poll(Position position, Waiter waiter, long end) {
        vertx.setTimer(LOOK_AGAIN.toMillis(), _ -> {
            if (waiter.reached().isDone()) {
                return;
            }
            if (System.nanoTime() > end) {
                waiter.reached().complete(false);
                return;
            }
            reached(position).subscribe().with(there -> {
                if (there) {
                    waiter.reached().complete(true);
                } else {
                    poll(position, waiter, end);
                }
            }, failure -> waiter.reached().complete(false));
        });
    }

    private void leave(String key, Waiter waiter) {
        count.decrementAndGet();
        waiting.computeIfPresent(key, (_, list) -> {
            list.remove(waiter);
            return list.isEmpty() ? null : list;
        });
    }

    private Uni<Boolean> reached(Position position) {
        return pool.preparedQuery(REACHED).execute(Tuple.of(position.stream(), position.key(), position.seq())).map(rows -> rows.size() > 0);
    }

    /** A position has been projected. */
    void open(String stream, String key, long seq) {
        List<Waiter> reached = new ArrayList<>();
        waiting.computeIfPresent(stream + " " + key, (_, list) -> {
            list.stream().filter(waiter -> waiter.seq() <= seq).forEach(reached::add);
            return list;
        });
        // Outside of the map: whoever is woken leaves it at once.
        reached.forEach(waiter -> waiter.reached().complete(true));
    }
}
