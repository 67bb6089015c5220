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

/**
 * What the index has still to take in. Asks the broker, which knows of all replicas; its blocking calls run on worker threads. How far the topics reach is noted
 * every second: the oldest note that has not been projected says how long the index is behind.
 */
@ApplicationScoped
public class Backlog {

    private static final Duration ASK = Duration.ofSeconds(5);

    private final EventConsumer consumer;
    private final Vertx vertx;
    private final Admin admin;
    private final List<String> groups;
    private final Marks marks;
    private final long lookEvery;
    private volatile long behindSince;
    private volatile long jobs;
    private volatile boolean looking;
    private long timer;

    Backlog(EventConsumer consumer, Vertx vertx, ProjectionConfig config, @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        this.consumer = consumer;
        this.vertx = vertx;
        groups = List.of(config.group(), EventConsumer.group(config));
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
            Map<TopicPartition, Long> ends = ends(EventConsumer.ALL);
            Map<TopicPartition, Long> done = reached(ends) ? Map.copyOf(ends) : committed();
            Map<TopicPartition, Long> ofJobs = new HashMap<>(ends);
            ofJobs.keySet().removeIf(partition -> EventConsumer.CHANGES.contains(partition.topic()));
            ends.keySet().removeAll(ofJobs.keySet());
            behindSince = marks.behindSince(System.currentTimeMillis(), ends, done);
            jobs = ofJobs.entrySet().stream().mapToLong(end -> Math.max(0, end.getValue() - done.getOrDefault(end.getKey(), 0L))).sum();
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

    /** Pages that are to be parsed again, as of a moment ago. */
    public long jobs() {
        return jobs;
    }

    /** True when all changes that were made until this moment have been projected, and what follows from them, within the time. */
    Uni<Boolean> drained(Duration patience) {
        return Uni.createFrom().completionStage(() -> vertx.executeBlocking(() -> {
            long end = System.nanoTime() + patience.toNanos();
            // The outboxes have a moment to send what was just written.
            TimeUnit.MILLISECONDS.sleep(30);
            return reachedBy(end, ends(EventConsumer.CHANGES)) && reachedBy(end, ends(EventConsumer.JOBS));
        }, false).toCompletionStage());
    }

    private boolean reachedBy(long endNanos, Map<TopicPartition, Long> goal) throws ExecutionException, InterruptedException, TimeoutException {
        while (!reached(goal)) {
            if (System.nanoTime() > endNanos) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return true;
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
        for (String group : groups) {
            admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get(5, TimeUnit.SECONDS).forEach((partition, offset) -> {
                if (offset != null) {
                    offsets.put(partition, offset.offset());
                }
            });
        }
        consumer.positions().forEach((partition, offset) -> offsets.merge(partition, offset, Math::max));
        return offsets;
    }

    private Map<TopicPartition, Long> ends(List<String> topics) throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get(5, TimeUnit.SECONDS).values()) {
            topic.partitions().forEach(p -> wanted.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
        }
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(wanted).all().get(5, TimeUnit.SECONDS).forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }
}
