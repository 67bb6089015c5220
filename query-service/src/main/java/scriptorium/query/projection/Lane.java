package scriptorium.query.projection;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Takes events from Kafka on a thread of its own; commits offsets after the database has committed, so an event may come twice but is never lost. When the
 * database stays away the lane begins again where it had committed.
 */
final class Lane {

    private static final Logger LOG = Logger.getLogger(Lane.class);

    private final List<String> topics;
    private final String group;
    private final ProjectionConfig config;
    private final String brokers;
    private final Function<ConsumerRecords<String, byte[]>, Uni<Void>> work;
    private final Thread thread;
    private volatile long workingOn;
    private volatile boolean stopping;
    private volatile KafkaConsumer<String, byte[]> consumer;
    private volatile Map<TopicPartition, Long> done = Map.of();

    Lane(String name, List<String> topics, String group, ProjectionConfig config, String brokers, Function<ConsumerRecords<String, byte[]>, Uni<Void>> work) {
        this.topics = topics;
        this.group = group;
        this.config = config;
        this.brokers = brokers;
        this.work = work;
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopping = true;
        KafkaConsumer<String, byte[]> running = consumer;
        if (running != null) {
            running.wakeup();
        }
    }

    void join(long endNanos) throws InterruptedException {
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime())));
    }

    private Map<String, Object> settings() {
        return Map.ofEntries(
                Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers),
                Map.entry(ConsumerConfig.GROUP_ID_CONFIG, group),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.batch()),
                Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1),
                Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100),
                Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 24 * 1024 * 1024),
                Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 17 * 1024 * 1024),
                // A replica that dies is noticed soon, so that another one (or itself, started again) goes on.
                Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000),
                Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000),
                Map.entry(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 600_000));
    }

    private void run() {
        while (!stopping) {
            try (KafkaConsumer<String, byte[]> kafka = new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
                consumer = kafka;
                kafka.subscribe(topics);
                while (!stopping) {
                    take(kafka, kafka.poll(Duration.ofMillis(500)));
                }
            } catch (WakeupException stopped) {
                return;
            } catch (RuntimeException failure) {
                LOG.warnf("fault=projection lane=%s message=%s", thread.getName(), failure.getMessage());
                LockSupport.parkNanos(config.retryPause().toNanos());
            }
        }
    }

    private void take(KafkaConsumer<String, byte[]> kafka, ConsumerRecords<String, byte[]> records) {
        if (!records.isEmpty()) {
            workingOn = oldest(records);
            work.apply(records).await().indefinitely();
            workingOn = 0;
            // Not waited for: a commit that is lost only means that some events come twice.
            kafka.commitAsync();
        }
        Map<TopicPartition, Long> positions = new HashMap<>();
        kafka.assignment().forEach(partition -> positions.put(partition, kafka.position(partition)));
        done = positions;
    }

    private static long oldest(ConsumerRecords<String, byte[]> records) {
        long oldest = Long.MAX_VALUE;
        for (ConsumerRecord<String, byte[]> record : records) {
            oldest = Math.min(oldest, record.timestamp());
        }
        return oldest;
    }

    /** When the oldest event was sent that is being worked on just now; 0 when there is none. */
    long workingOn() {
        return workingOn;
    }

    /** How far each partition has been taken by this replica. */
    Map<TopicPartition, Long> positions() {
        return done;
    }
}
