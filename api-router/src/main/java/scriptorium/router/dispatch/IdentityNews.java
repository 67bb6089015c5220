package scriptorium.router.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import scriptorium.contract.event.Topics;
import scriptorium.router.stream.KafkaReaders;

/** Hears from auth-service, through Kafka, whose identity has changed. If the broker is away, an identity is old by its minute at the most. */
@ApplicationScoped
public class IdentityNews {

    private static final Logger LOG = Logger.getLogger(IdentityNews.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Identities identities;
    private final KafkaReaders readers;
    private final boolean enabled;
    private volatile boolean stopping;
    private volatile Consumer<String, byte[]> consumer;
    private volatile Thread thread;

    IdentityNews(Identities identities, KafkaReaders readers, @ConfigProperty(name = "scriptorium.kafka.enabled") Optional<Boolean> enabled) {
        this.identities = identities;
        this.readers = readers;
        this.enabled = enabled.orElse(true);
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            thread = Thread.ofPlatform().daemon().name("identity-news").start(this::run);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        Consumer<String, byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
            thread.join(Duration.ofSeconds(3));
        }
    }

    private void run() {
        while (!stopping) {
            try (Consumer<String, byte[]> reading = readers.fromNow(List.of(Topics.IDENTITY_CHANGE))) {
                consumer = reading;
                identities.forget(List.of("*"));
                while (!stopping) {
                    List<String> changed = new ArrayList<>();
                    for (ConsumerRecord<String, byte[]> news : reading.poll(Duration.ofMillis(500))) {
                        names(news.value(), changed);
                    }
                    identities.forget(changed);
                }
            } catch (WakeupException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("event=identity-news-lost problem=%s", e.getMessage());
                pause();
            }
        }
    }

    private static void names(byte[] value, List<String> into) {
        try {
            for (JsonNode name : JSON.readTree(value)) {
                into.add(name.asText());
            }
        } catch (IOException e) {
            into.add("*");
        }
    }

    private void pause() {
        try {
            Thread.sleep(2000);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }
}
