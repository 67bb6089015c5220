package scriptorium.router.stream;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/** Reads the ends of all open topics once, for everybody who has caught up with them. Begins with the first listener; outlives a broker that is away for a while. */
@ApplicationScoped
public class LiveFeed {

    private static final Logger LOG = Logger.getLogger(LiveFeed.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final int POLL_BYTES = 4 * 1024 * 1024;

    private final KafkaReaders readers;
    private final StreamConfig streams;
    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private boolean started;
    private volatile boolean stopped;
    private volatile org.apache.kafka.clients.consumer.Consumer<String, byte[]> consumer;

    /** Takes back a listener that is too slow. */
    private volatile Consumer<Subscriber> tooSlow = Subscriber::end;

    LiveFeed(KafkaReaders readers, StreamConfig streams) {
        this.readers = readers;
        this.streams = streams;
    }

    void onTooSlow(Consumer<Subscriber> listener) {
        tooSlow = listener;
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        org.apache.kafka.clients.consumer.Consumer<String, byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
    }

    /** Takes on a listener that has not been told of anything yet: from now on. False while the feed itself does not know where now is. */
    synchronized boolean joinNow(Subscriber subscriber) {
        start();
        if (next.isEmpty()) {
            return false;
        }
        next.forEach((partition, offset) -> {
            if (subscriber.topics().contains(partition.topic())) {
                subscriber.next().put(partition, offset);
            }
        });
        subscribers.add(subscriber);
        return true;
    }

    /** Takes on a listener that has caught up; false when it has not. Events that it knows already are not told again. */
    synchronized boolean join(Subscriber subscriber) {
        start();
        boolean caughtUp = !next.isEmpty() && subscriber.next().entrySet().stream().allMatch(at -> next.containsKey(at.getKey()) && at.getValue() >= next.get(at.getKey()));
        if (caughtUp) {
            subscribers.add(subscriber);
        }
        return caughtUp;
    }

    synchronized void leave(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    private void start() {
        if (!started) {
            started = true;
            Thread.ofPlatform().daemon().name("stream-live").stackSize(512 * 1024).start(this::run);
        }
    }

    private void run() {
        while (!stopped) {
            try (org.apache.kafka.clients.consumer.Consumer<String, byte[]> reading = readers.consumer(POLL_BYTES)) {
                consumer = reading;
                begin(reading);
                while (!stopped) {
                    for (ConsumerRecord<String, byte[]> event : reading.poll(POLL)) {
                        tell(event);
                    }
                    beat();
                }
            } catch (WakeupException e) {
                LOG.debug("event=stream-feed-stopped");
            } catch (RuntimeException e) {
                LOG.warnf("event=stream-feed-lost problem=%s", e.getMessage());
                pause();
            }
        }
    }

    /** A broken connection may have had the interrupt flag in it; a second's pause is all that is wanted. */
    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    /** Where it stood before, or else at the end. */
    private void begin(org.apache.kafka.clients.consumer.Consumer<String, byte[]> reading) {
        List<TopicPartition> partitions = KafkaReaders.partitions(reading, streams.open());
        reading.assign(partitions);
        Map<TopicPartition, Long> ends = reading.endOffsets(partitions);
        synchronized (this) {
            ends.forEach((partition, end) -> {
                next.merge(partition, end, Math::min);
                reading.seek(partition, next.get(partition));
            });
        }
    }

    private void tell(ConsumerRecord<String, byte[]> event) {
        TopicPartition partition = new TopicPartition(event.topic(), event.partition());
        String text = new String(event.value(), StandardCharsets.UTF_8);
        List<Subscriber> slow = new ArrayList<>();
        synchronized (this) {
            next.put(partition, event.offset() + 1);
            for (Iterator<Subscriber> all = subscribers.iterator(); all.hasNext(); ) {
                Subscriber subscriber = all.next();
                if (subscriber.closed()) {
                    all.remove();
                } else if (!subscriber.offer(partition, event.offset(), text)) {
                    all.remove();
                    slow.add(subscriber);
                }
            }
        }
        slow.forEach(tooSlow);
    }

    private synchronized void beat() {
        subscribers.removeIf(Subscriber::closed);
        subscribers.forEach(Subscriber::beat);
    }
}
