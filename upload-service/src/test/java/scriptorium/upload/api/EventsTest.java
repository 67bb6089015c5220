package scriptorium.upload.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import scriptorium.contract.event.Topics;
import scriptorium.host.outbox.OutboxSql;
import scriptorium.upload.Surroundings;

/** The outbox and its relay, on a real PostgreSQL and Kafka. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class EventsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String brokers;

    @Test
    void aTopicThatIsNotThereHoldsUpNoOther() {
        try (var consumer = new KafkaConsumer<>(Map.<String, Object>of("bootstrap.servers", brokers, "group.id", "events-test", "auto.offset.reset", "earliest"),
                new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(Topics.FILE_CHANGE));

            tell("a.topic.nobody.made", "first");
            tell(Topics.FILE_CHANGE, "second");
            tell("a.topic.nobody.made", "third");
            tell(Topics.FILE_CHANGE, "fourth");

            assertThat(arrived(consumer, "fourth")).containsSubsequence("second", "fourth");
            assertThat(pool.query("SELECT payload FROM outbox WHERE topic = 'a.topic.nobody.made' ORDER BY id").executeAndAwait())
                    .extracting(row -> row.getString(0)).containsExactly("first", "third");
        } finally {
            pool.query("DELETE FROM outbox WHERE topic = 'a.topic.nobody.made'").executeAndAwait();
        }
    }

    private void tell(String topic, String payload) {
        pool.preparedQuery(OutboxSql.INSERT).executeAndAwait(Tuple.of(topic, "key", payload));
    }

    private static List<String> arrived(KafkaConsumer<String, String> consumer, String last) {
        Instant end = Instant.now().plus(PATIENCE);
        List<String> all = new ArrayList<>();
        while (!all.contains(last) && Instant.now().isBefore(end)) {
            consumer.poll(Duration.ofMillis(500)).forEach(got -> all.add(got.value()));
        }
        return all;
    }
}
