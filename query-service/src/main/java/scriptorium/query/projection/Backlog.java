package scriptorium.query.projection;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
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

/** What the index has still to take in. Asks the broker; its blocking calls run on worker threads. */
@ApplicationScoped
class Backlog {

    private static final List<String> TOPICS = List.of(Topics.PAGE_CONTENT_CHANGE, Topics.ACCOUNT_CHANGE, Topics.FILE_CHANGE, Topics.WATCH_CHANGE, Topics.TAG_CHANGE,
            Topics.REPARSE);
    private static final Duration ASK = Duration.ofSeconds(5);

    private final EventConsumer consumer;
    private final Vertx vertx;
    private final Admin admin;
    private volatile long behindSince;

    Backlog(EventConsumer consumer, Vertx vertx, @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        this.consumer = consumer;
        this.vertx = vertx;
        admin = Admin.create(Map.of("bootstrap.servers", brokers, "default.api.timeout.ms", (int) ASK.toMillis(), "request.timeout.ms", 3000));
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ofSeconds(1));
    }

    /** Seconds that the index is behind; -1 when it is not, as a wiki with one database says. */
    long lagSeconds() {
        long since = behindSince;
        return since == 0 ? -1 : Math.max(0, (System.currentTimeMillis() - since) / 1000 - 1);
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
                    behindSince = behindSince == 0 ? System.currentTimeMillis() : behindSince;
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(10);
            }
            behindSince = 0;
            return true;
        }, false).toCompletionStage());
    }

    private boolean reached(Map<TopicPartition, Long> goal) {
        Map<TopicPartition, Long> done = consumer.positions();
        return goal.entrySet().stream().allMatch(entry -> entry.getValue() == 0 || done.getOrDefault(entry.getKey(), 0L) >= entry.getValue());
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
