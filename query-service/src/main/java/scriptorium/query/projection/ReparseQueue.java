package scriptorium.query.projection;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.contract.event.Topics;

/** Pages to be parsed again because something they use has changed: a topic of their own, behind fresh edits. */
@ApplicationScoped
class ReparseQueue {

    private final KafkaProducer<String, byte[]> producer;

    ReparseQueue(@ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        producer = new KafkaProducer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers, ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.MAX_BLOCK_MS_CONFIG, 5000,
                ProducerConfig.LINGER_MS_CONFIG, 5, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000),
                new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Ends when the broker has them all, so that none is lost with what made them necessary. Waits, within bounds: for a thread of the work pool.
     *
     * @param rest the job that goes on where these end, see {@link Dependents}; empty for none
     */
    Void add(Collection<Long> pageIds, String rest) throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Long id : pageIds) {
            sent.add(producer.send(new ProducerRecord<>(Topics.REPARSE, String.valueOf(id), new byte[0])));
        }
        if (!rest.isEmpty()) {
            sent.add(producer.send(new ProducerRecord<>(Topics.REPARSE, "", rest.getBytes(StandardCharsets.UTF_8))));
        }
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
        return null;
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
