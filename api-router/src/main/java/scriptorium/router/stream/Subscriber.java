package scriptorium.router.stream;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * One client that listens, and how far it has been told. Fed by one thread at a time: its own while it catches up, that of the live feed from then on; they hand over
 * under the feed's lock. What waits to be sent to a slow client is bounded.
 */
final class Subscriber {

    private final List<String> topics;
    private final HttpServerResponse response;
    private final Context context;
    private final boolean plainJson;
    private final Semaphore room;
    private final long heartbeatNanos;
    private final Map<TopicPartition, Long> next = new LinkedHashMap<>();
    private long lastSent = System.nanoTime();
    private volatile boolean closed;

    /** @param plainJson an event a line, instead of server-sent events */
    Subscriber(List<String> topics, HttpServerResponse response, Context context, boolean plainJson, int buffer, Duration heartbeat) {
        this.topics = List.copyOf(topics);
        this.response = response;
        this.context = context;
        this.plainJson = plainJson;
        room = new Semaphore(buffer);
        heartbeatNanos = heartbeat.toNanos();
    }

    List<String> topics() {
        return topics;
    }

    /** The offset of the next event of each partition. */
    Map<TopicPartition, Long> next() {
        return next;
    }

    void close() {
        closed = true;
    }

    boolean closed() {
        return closed;
    }

    void greet() {
        room.acquireUninterruptibly();
        write(plainJson ? "\n" : ":ok\n\n");
    }

    /** Tells of an event, unless it was told of before; false when so much waits already that the client has to catch up by itself. */
    boolean offer(TopicPartition partition, long offset, String event) {
        if (!awaits(partition, offset)) {
            return true;
        }
        if (!room.tryAcquire()) {
            return false;
        }
        tell(partition, offset, event);
        return true;
    }

    /** The same, at the client's own pace. */
    void tellWaiting(TopicPartition partition, long offset, String event) throws InterruptedException {
        if (awaits(partition, offset)) {
            while (!room.tryAcquire(1, TimeUnit.SECONDS)) {
                if (closed) {
                    return;
                }
            }
            tell(partition, offset, event);
        }
    }

    private boolean awaits(TopicPartition partition, long offset) {
        Long from = next.get(partition);
        return from != null && offset >= from;
    }

    private void tell(TopicPartition partition, long offset, String event) {
        next.put(partition, offset + 1);
        write(plainJson ? event.replace("\n", " ") + "\n" : "event: message\nid: " + Position.id(next) + "\ndata: " + event.replace("\n", "\ndata: ") + "\n\n");
    }

    /** Shows, now and then, that the stream is alive. */
    void beat() {
        if (System.nanoTime() - lastSent > heartbeatNanos && room.tryAcquire()) {
            write(plainJson ? "\n" : ":still here\n\n");
        }
    }

    private void write(String text) {
        lastSent = System.nanoTime();
        context.runOnContext(_ -> {
            if (closed || response.ended() || response.closed()) {
                room.release();
            } else {
                response.write(text).onComplete(_ -> room.release());
            }
        });
    }

    void end() {
        closed = true;
        context.runOnContext(_ -> {
            if (!response.ended() && !response.closed()) {
                response.end();
            }
        });
    }
}
