package scriptorium.auth.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import scriptorium.auth.session.SessionConfig;

/** Removes sessions, codes and tokens that have ended, a bounded number at a time. Replicas may do it at once. */
@ApplicationScoped
class Sweep {

    private static final Logger LOG = Logger.getLogger(Sweep.class);

    private final Vertx vertx;
    private final Sessions sessions;
    private final OAuthTokens tokens;
    private final Attempts attempts;
    private final Duration idle;
    private final Duration every;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile long timer;

    Sweep(Vertx vertx, Sessions sessions, OAuthTokens tokens, Attempts attempts, SessionConfig config, @ConfigProperty(name = "scriptorium.sweep-every", defaultValue = "1m") Duration every) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.tokens = tokens;
        this.attempts = attempts;
        this.idle = config.idle();
        this.every = every;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(every.toMillis(), _ -> sweep());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    private void sweep() {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        Instant now = Instant.now();
        Uni<Void> all = sessions.sweep(now, now.minus(idle)).chain(() -> attempts.sweep(now)).chain(() -> tokens.sweep(now));
        all.onTermination().invoke(() -> busy.set(false)).subscribe().with(_ -> { }, fault -> LOG.warnf("event=sweep-failed problem=%s", fault.getMessage()));
    }
}
