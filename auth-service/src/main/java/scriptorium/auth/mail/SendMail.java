package scriptorium.auth.mail;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/** Hands mail in. Each message has a virtual thread of its own, and their number is bounded. */
@ApplicationScoped
public class SendMail {

    private static final Logger LOG = Logger.getLogger(SendMail.class);

    private final MailConfig config;
    private final Semaphore places;

    SendMail(MailConfig config) {
        this.config = config;
        places = new Semaphore(config.atOnce());
    }

    public boolean enabled() {
        return config.enabled();
    }

    /** Whether the server took it. */
    public Uni<Boolean> execute(Mail mail) {
        if (!config.enabled() || !places.tryAcquire()) {
            return Uni.createFrom().item(false);
        }
        Uni<Boolean> sent = Uni.createFrom().emitter(emitter -> Thread.ofVirtual().name("mail").start(() -> {
            try (SmtpConnection connection = SmtpConnection.open(config)) {
                connection.send(mail, config.from(), Instant.now());
                emitter.complete(true);
            } catch (IOException | RuntimeException fault) {
                LOG.warnf("fault=mail host=%s message=%s", config.host(), fault.getMessage());
                emitter.complete(false);
            } finally {
                places.release();
            }
        }));
        io.vertx.core.Context context = io.vertx.core.Vertx.currentContext();
        return context == null ? sent : sent.emitOn(command -> context.runOnContext(_ -> command.run()));
    }
}
