package scriptorium.router.request;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What requests share: memory for large bodies, places for logins. Whoever finds too little waits in line, for a while, so that there is a bound whatever clients
 * send. Thread-safe.
 */
public final class Budget {

    private final Vertx vertx;
    private final long capacity;
    private final int longestLine;
    private final Duration patience;
    private final Duration longest;
    private final Deque<Waiter> line = new ArrayDeque<>();
    private long free;

    /**
     * @param capacity what there is to share, in bytes or places
     * @param longestLine how many may wait
     * @param patience how long each waits
     * @param longest how long a share may be held, whatever becomes of its holder
     */
    public Budget(Vertx vertx, long capacity, int longestLine, Duration patience, Duration longest) {
        this.vertx = vertx;
        this.capacity = capacity;
        this.longestLine = longestLine;
        this.patience = patience;
        this.longest = longest;
        free = capacity;
    }

    /** A share, to be given back once; giving it back again does nothing. */
    public static final class Lease {
        public static final Lease NONE = new Lease(() -> {});

        private final Runnable back;
        private final AtomicBoolean held = new AtomicBoolean(true);

        private Lease(Runnable back) {
            this.back = back;
        }

        public void release() {
            if (held.compareAndSet(true, false)) {
                back.run();
            }
        }

        /** Both, given back together. */
        public Lease and(Lease other) {
            return this == NONE ? other : other == NONE ? this : new Lease(() -> {
                release();
                other.release();
            });
        }
    }

    private record Waiter(long amount, Promise<Lease> granted, Context context, long timer) {}

    /** A share of this size, or all when it is more; fails with a {@link RequestFault} 503 when it cannot be had in time. Completes on the caller's context. */
    public Future<Lease> take(long wanted) {
        long amount = Math.min(wanted, capacity);
        synchronized (this) {
            if (line.isEmpty() && free >= amount) {
                free -= amount;
                return Future.succeededFuture(lease(amount));
            }
            if (line.size() >= longestLine) {
                return Future.failedFuture(busy());
            }
            Promise<Lease> granted = Promise.promise();
            long timer = vertx.setTimer(patience.toMillis(), this::giveUp);
            line.add(new Waiter(amount, granted, vertx.getOrCreateContext(), timer));
            return granted.future();
        }
    }

    private Lease lease(long amount) {
        Lease[] lease = new Lease[1];
        long end = vertx.setTimer(longest.toMillis(), _ -> lease[0].release());
        lease[0] = new Lease(() -> {
            vertx.cancelTimer(end);
            back(amount);
        });
        return lease[0];
    }

    private static RequestFault busy() {
        return new RequestFault(503, "Too many requests of this kind at once.");
    }

    private synchronized void giveUp(long timer) {
        line.removeIf(waiter -> {
            if (waiter.timer != timer) {
                return false;
            }
            waiter.granted.fail(busy());
            return true;
        });
        serve();
    }

    private synchronized void back(long amount) {
        free += amount;
        serve();
    }

    private void serve() {
        while (!line.isEmpty() && line.peek().amount <= free) {
            Waiter next = line.remove();
            free -= next.amount;
            vertx.cancelTimer(next.timer);
            Lease lease = lease(next.amount);
            next.context.runOnContext(_ -> next.granted.complete(lease));
        }
    }
}
