package scriptorium.host.work;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.contract.message.ApiException;

/**
 * The bounded pool for work that would hold up an event loop: parsing, diffs, thumbnails, hashing. When its queue is full the answer is an error that says
 * "try again", at once. Results come back on the caller's event loop. While work waits, a thread begins a piece of it every {@code scriptorium.work.pace} at
 * the most.
 */
@ApplicationScoped
public class WorkPool {

    private final ThreadPoolExecutor threads;
    private final long pace;

    protected WorkPool(
            @ConfigProperty(name = "scriptorium.work.threads", defaultValue = "4") int size,
            @ConfigProperty(name = "scriptorium.work.queue", defaultValue = "256") int queue,
            @ConfigProperty(name = "scriptorium.work.priority", defaultValue = "5") int priority,
            @ConfigProperty(name = "scriptorium.work.pace", defaultValue = "0ms") Duration pace) {
        this.pace = pace.toNanos();
        AtomicInteger count = new AtomicInteger();
        threads = new ThreadPoolExecutor(size, size, 60, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queue), task -> {
            Thread thread = new Thread(null, task, "work-" + count.incrementAndGet(), 16L * 1024 * 1024);
            thread.setDaemon(true);
            thread.setPriority(priority);
            return thread;
        });
    }

    /** Runs the work on the pool; its failure is the Uni's. */
    public <T> Uni<T> run(Callable<T> work) {
        Uni<T> result = Uni.createFrom().emitter(emitter -> {
            try {
                threads.execute(() -> {
                    long begun = System.nanoTime();
                    try {
                        emitter.complete(work.call());
                    } catch (Throwable failure) {
                        emitter.fail(failure);
                    }
                    rest(begun);
                });
            } catch (RejectedExecutionException full) {
                emitter.fail(ApiException.of("ratelimited", "apierror-work-queue-full"));
            }
        });
        io.vertx.core.Context context = io.vertx.core.Vertx.currentContext();
        return context == null ? result : result.emitOn(command -> context.runOnContext(_ -> command.run()));
    }

    /** With more work waiting a thread leaves off for a while, so that what each piece brings about does not come all at once. */
    private void rest(long begun) {
        long left = begun + pace - System.nanoTime();
        if (left > 0 && !threads.getQueue().isEmpty()) {
            LockSupport.parkNanos(left);
        }
    }

    public int queued() {
        return threads.getQueue().size();
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
