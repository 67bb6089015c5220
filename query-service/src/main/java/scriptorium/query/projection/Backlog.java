package scriptorium.query.projection;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.contract.event.Topics;

/**
 * What the index has still to take in. Asks the broker, which knows of all replicas; its blocking calls run on worker threads. How far the topics reach is noted
 * every second: the oldest note that has not been projected says how long the index is behind.
 */
@ApplicationScoped
class Backlog {

    private static final List<String> TOPICS = List.of(Topics.PAGE_CONTENT_CHANGE, Topics.ACCOUNT_CHANGE, Topics.FILE_CHANGE, Topics.WATCH_CHANGE, Topics.TAG_CHANGE,
            Topics.REPARSE);
    private static final Duration ASK = Duration.ofSeconds(5);

    private final EventConsumer consumer;
    private final Vertx vertx;
    private final Admin admin;
    private final String group;
    private final Marks marks;
    private final long lookEvery;
    private volatile long behindSince;
    private volatile boolean looking;
    private long timer;

    Backlog(EventConsumer consumer, Vertx vertx, ProjectionConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        this.consumer = consumer;
        this.vertx = vertx;
        group = config.group();
        marks = new Marks(config.marks());
        lookEvery = config.lookEvery().toMillis();
        admin = Admin.create(Map.of("bootstrap.servers", brokers, "default.api.timeout.ms", (int) ASK.toMillis(), "request.timeout.ms", 3000));
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(lookEvery, _ -> look());
    }

    /** One look at a time: a broker that is slow is not asked more often. */
    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        vertx.executeBlocking(() -> {
            Map<TopicPartition, Long> ends = ends();
            behindSince = marks.behindSince(System.currentTimeMillis(), ends, reached(ends) ? ends : committed());
            return null;
        }, false).onComplete(_ -> looking = false);
    }

    @PreDestroy
    void close() {
        vertx.cancelTimer(timer);
        admin.close(Duration.ofSeconds(1));
    }

    /** Seconds that the index is behind; -1 when it is not, as a wiki with one database says. */
    long lagSeconds() {
        long unmet = behindSince;
        long working = consumer.workingOn();
        long since = unmet == 0 ? working : working == 0 ? unmet : Math.min(unmet, working);
        return since == 0 ? -1 : Math.max(-1, (System.currentTimeMillis() - since) / 1000 - 1);
    }

    /** True when everything that was in the topics at this moment has been projected, within the time. */
    Uni<Boolean> drained(Duration patience) {
        return Uni.createFrom().completionStage(() -> vertx.executeBlocking(() -> {
            long end = System.nanoTime() + patience.toNanos();
            // The outboxes have a moment to send what was just written.
            TimeUnit.MILLISECONDS.sleep(30);
            Map<TopicPartition, Long> goal = ends();
            while (!reached(goal)) {
                if (System.nanoTime() > end) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
            return true;
        }, false).toCompletionStage());
    }

    private boolean reached(Map<TopicPartition, Long> goal) throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> done = consumer.positions();
        Map<TopicPartition, Long> open = new HashMap<>();
        goal.forEach((partition, end) -> {
            if (end > 0 && done.getOrDefault(partition, 0L) < end) {
                open.put(partition, end);
            }
        });
        if (open.isEmpty() || done.keySet().containsAll(open.keySet())) {
            return open.isEmpty();
        }
        // Partitions of other replicas: those commit when they have projected.
        Map<TopicPartition, Long> committed = committed();
        return open.entrySet().stream().allMatch(entry -> committed.getOrDefault(entry.getKey(), 0L) >= entry.getValue());
    }

    /** How far each partition has been projected, whichever replica has it. */
    private Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get(5, TimeUnit.SECONDS).forEach((partition, offset) -> {
            if (offset != null) {
                offsets.put(partition, offset.offset());
            }
        });
        consumer.positions().forEach((partition, offset) -> offsets.merge(partition, offset, Math::max));
        return offsets;
    }

    private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (TopicDescription topic : admin.describeTopics(TOPICS).allTopicNames().get(5, TimeUnit.SECONDS).values()) {
            topic.partitions().forEach(p -> wanted.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(wanted).all().get(5, TimeUnit.SECONDS).forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }
}
