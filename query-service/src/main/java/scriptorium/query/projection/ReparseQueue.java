package scriptorium.query.projection;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import scriptorium.contract.event.Topics;

/** Pages to be parsed again because something they use has changed: a topic of their own, behind fresh edits. */
@ApplicationScoped
class ReparseQueue {

    private static final Logger LOG = Logger.getLogger(ReparseQueue.class);

    private final KafkaProducer<String, byte[]> producer;

    ReparseQueue(@ConfigProperty(name = "kafka.bootstrap.servers") String brokers) {
        producer = new KafkaProducer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers, ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.MAX_BLOCK_MS_CONFIG, 5000),
                new StringSerializer(), new ByteArraySerializer());
    }

    /** Called on a thread of the work pool: the producer may wait for room, within its bound. */
    Void add(Collection<Long> pageIds) {
        for (Long id : pageIds) {
            producer.send(new ProducerRecord<>(Topics.REPARSE, String.valueOf(id), new byte[0]), (_, failure) -> {
                if (failure != null) {
                    LOG.warnf("fault=reparse page=%d message=%s", id, failure.getMessage());
                }
            });
        }
        return null;
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
