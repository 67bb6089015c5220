package scriptorium.router.stream;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads topics for one client, on a thread of its own. A slow client slows its reader down: no more events are taken from Kafka than may wait to be sent.
 */
final class StreamReader implements Runnable {

    private static final Logger LOG = Logger.getLogger(StreamReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaReaders readers;
    private final List<String> topics;
    private final List<Position> from;
    private final long since;
    private final HttpServerResponse response;
    private final Context context;
    private final Semaphore room;
    private final long heartbeatNanos;
    private final Runnable finished;
    private volatile boolean closed;
    private volatile Consumer<String, byte[]> consumer;

    /** @param since milliseconds from which on events are wanted; -1 for those to come */
    StreamReader(KafkaReaders readers, List<String> topics, List<Position> from, long since, HttpServerResponse response, Context context, int buffer,
            Duration heartbeat, Runnable finished) {
        this.readers = readers;
        this.topics = topics;
        this.from = from;
        this.since = since;
        this.response = response;
        this.context = context;
        room = new Semaphore(buffer);
        heartbeatNanos = heartbeat.toNanos();
        this.finished = finished;
    }

    void close() {
        closed = true;
        Consumer<String, byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
    }

    @Override
    public void run() {
        try (Consumer<String, byte[]> reading = readers.consumer(4 * 1024 * 1024)) {
            consumer = reading;
            Map<TopicPartition, Long> next = start(reading);
            send(":ok\n\n");
            pump(reading, next);
        } catch (WakeupException e) {
            LOG.debug("event=stream-closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warnf("event=stream-lost topics=%s problem=%s", topics, e.getMessage());
        } finally {
            finished.run();
            context.runOnContext(_ -> {
                if (!response.ended() && !response.closed()) {
                    response.end();
                }
            });
        }
    }

    private Map<TopicPartition, Long> start(Consumer<String, byte[]> reading) {
        List<TopicPartition> partitions = KafkaReaders.partitions(reading, topics);
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
        Map<TopicPartition, Long> next = new LinkedHashMap<>();
        partitions.forEach(partition -> next.put(partition, reading.position(partition)));
        return next;
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

    private void pump(Consumer<String, byte[]> reading, Map<TopicPartition, Long> next) throws InterruptedException {
        long lastSent = System.nanoTime();
        while (!closed) {
            for (ConsumerRecord<String, byte[]> event : reading.poll(POLL)) {
                next.put(new TopicPartition(event.topic(), event.partition()), event.offset() + 1);
                send("event: message\nid: " + Position.id(next) + "\ndata: " + new String(event.value(), StandardCharsets.UTF_8).replace("\n", "\ndata: ") + "\n\n");
                lastSent = System.nanoTime();
            }
            if (System.nanoTime() - lastSent > heartbeatNanos) {
                send(":still here\n\n");
                lastSent = System.nanoTime();
            }
        }
    }

    private void send(String text) throws InterruptedException {
        while (!room.tryAcquire(1, TimeUnit.SECONDS)) {
            if (closed) {
                return;
            }
        }
        context.runOnContext(_ -> {
            if (closed || response.ended() || response.closed()) {
                room.release();
            } else {
                response.write(text).onComplete(_ -> room.release());
            }
        });
    }
}
