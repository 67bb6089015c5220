package scriptorium.router.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Reads topics for one client that is behind, on a thread of its own, until it can join the live feed. A slow client slows its reader down: no more events are taken
 * from Kafka than may wait to be sent.
 */
final class CatchUp implements Runnable {

    private static final Logger LOG = Logger.getLogger(CatchUp.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int POLL_BYTES = 512 * 1024;

    private final KafkaReaders readers;
    private final LiveFeed feed;
    private final Subscriber subscriber;
    private final List<Position> from;
    private final long since;
    private final Runnable lost;

    /**
     * @param from where the client says that it stands; of other partitions it wants what is to come
     * @param since milliseconds from which on events are wanted; -1 for those to come
     * @param lost told when nothing more can be read for the client
     */
    CatchUp(KafkaReaders readers, LiveFeed feed, Subscriber subscriber, List<Position> from, long since, Runnable lost) {
        this.readers = readers;
        this.feed = feed;
        this.subscriber = subscriber;
        this.from = from;
        this.since = since;
        this.lost = lost;
    }

    @Override
    public void run() {
        boolean joined = false;
        try (Consumer<String, byte[]> reading = readers.consumer(POLL_BYTES)) {
            if (subscriber.next().isEmpty()) {
                begin(reading);
                subscriber.greet();
            } else {
                reading.assign(subscriber.next().keySet());
                subscriber.next().forEach(reading::seek);
            }
            joined = follow(reading);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("event=stream-lost topics=%s problem=%s", subscriber.topics(), e.getMessage());
        } finally {
            if (!joined) {
                lost.run();
            }
        }
    }

    /** Whether the live feed has taken the client on. */
    private boolean follow(Consumer<String, byte[]> reading) throws InterruptedException {
        while (!subscriber.closed()) {
            if (feed.join(subscriber)) {
                return true;
            }
            for (ConsumerRecord<String, byte[]> event : reading.poll(POLL)) {
                subscriber.tellWaiting(new TopicPartition(event.topic(), event.partition()), event.offset(), new String(event.value(), StandardCharsets.UTF_8));
                if (subscriber.closed()) {
                    return false;
                }
            }
            subscriber.beat();
        }
        return false;
    }

    private void begin(Consumer<String, byte[]> reading) {
        List<TopicPartition> partitions = KafkaReaders.partitions(reading, subscriber.topics());
        reading.assign(partitions);
        reading.seekToEnd(partitions);
        if (since >= 0) {
            partitions.forEach(partition -> seekTime(reading, partition, since));
        }
        for (Position position : from) {
            TopicPartition partition = new TopicPartition(position.topic(), position.partition());
            if (partitions.contains(partition)) {
                if (position.timestamp() >= 0) {
                    seekTime(reading, partition, position.timestamp());
                } else if (position.offset() >= 0) {
                    reading.seek(partition, Math.max(position.offset(), first(reading, partition)));
                }
            }
        }
        partitions.forEach(partition -> subscriber.next().put(partition, reading.position(partition)));
    }

    private static long first(Consumer<?, ?> reading, TopicPartition partition) {
        return reading.beginningOffsets(List.of(partition)).get(partition);
    }

    private static void seekTime(Consumer<?, ?> reading, TopicPartition partition, long time) {
        OffsetAndTimestamp found = reading.offsetsForTimes(Map.of(partition, time)).get(partition);
        if (found != null) {
            reading.seek(partition, found.offset());
        }
    }
}
