package scriptorium.query.projection;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.contract.event.Topics;

/** Has events projected: what was changed in one lane, what is to be parsed again because of that in another, so that no edit waits behind it. */
@ApplicationScoped
class EventConsumer {

    static final List<String> CHANGES = List.of(Topics.PAGE_CONTENT_CHANGE, Topics.ACCOUNT_CHANGE, Topics.FILE_CHANGE, Topics.WATCH_CHANGE, Topics.TAG_CHANGE);
    static final List<String> JOBS = List.of(Topics.REPARSE);
    static final List<String> ALL = Stream.concat(CHANGES.stream(), JOBS.stream()).toList();

    private final Lane changes;
    private final Lane jobs;

    EventConsumer(ProjectionConfig config, EventApplier applier, @ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        changes = new Lane("projection", CHANGES, config.group(), config, brokers, records -> applier.apply(records, config.concurrency()));
        jobs = new Lane("reparse", JOBS, group(config), config, brokers, records -> applier.apply(records, config.jobs()));
    }

    /** Consumer group of the jobs. */
    static String group(ProjectionConfig config) {
        return config.group() + "-reparse";
    }

    void start(@Observes StartupEvent event) {
        changes.start();
        jobs.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        changes.stop();
        jobs.stop();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        changes.join(end);
        jobs.join(end);
    }

    /** When the oldest change was sent that is being projected just now; 0 when there is none. */
    long workingOn() {
        return changes.workingOn();
    }

    /** How far each partition has been projected by this replica. */
    Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> all = new HashMap<>(changes.positions());
        all.putAll(jobs.positions());
        return all;
    }
}
