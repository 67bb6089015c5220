package scriptorium.router.request;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Lets one request's body in. Little of it comes in at once; for more than that the request is paused until there is memory, and then has to arrive within a time, so
 * that nobody keeps memory by sending slowly. Belongs to the request's event loop.
 */
final class BodyGate {

    private static final int FREE_BYTES = 64 * 1024;
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final Budget budget;
    private final EdgeConfig config;
    private final Consumer<RequestFault> refuse;
    private Budget.Lease lease = Budget.Lease.NONE;
    private boolean asked;
    private boolean closed;
    private long timer = NO_TIMER;

    /** @param refuse told, once at most, why no more of the body is read */
    BodyGate(Vertx vertx, HttpServerRequest request, Budget budget, EdgeConfig config, Consumer<RequestFault> refuse) {
        this.vertx = vertx;
        this.request = request;
        this.budget = budget;
        this.config = config;
        this.refuse = refuse;
    }

    /** Begins to read a body that will need this many bytes. */
    void open(long expected) {
        if (expected > FREE_BYTES) {
            ask(expected);
        } else {
            request.resume();
        }
    }

    /**
     * To be told after each piece.
     *
     * @param held bytes that are in memory now
     * @param expected bytes that it may become
     */
    void holds(long held, long expected) {
        if (held > config.maxFormBytes()) {
            refuse(new RequestFault(413, "The request is larger than this wiki takes."));
        } else if (held > FREE_BYTES && !asked) {
            ask(expected);
        }
    }

    private void ask(long expected) {
        asked = true;
        request.pause();
        budget.take(expected).onSuccess(this::granted).onFailure(fault -> refuse((RequestFault) fault));
    }

    private void granted(Budget.Lease share) {
        if (closed) {
            share.release();
            return;
        }
        lease = share;
        timer = vertx.setTimer(config.largeFormTime().toMillis(), _ -> refuse(new RequestFault(408, "The request took too long to arrive.")));
        request.resume();
    }

    private void refuse(RequestFault fault) {
        if (!closed) {
            close();
            lease.release();
            refuse.accept(fault);
        }
    }

    /** The body has come, and its memory goes to whoever uses it. */
    Budget.Lease finish() {
        close();
        return lease;
    }

    /** The client has gone. */
    void abandon() {
        close();
        lease.release();
    }

    private void close() {
        closed = true;
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
        }
    }
}
