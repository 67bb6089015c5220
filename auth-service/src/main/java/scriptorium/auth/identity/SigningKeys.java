package scriptorium.auth.identity;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import scriptorium.auth.oauth.KeyStore;
import scriptorium.auth.session.SessionConfig;
import scriptorium.auth.store.KeyTable;

/**
 * The keys that sign identities. A new one is made when the newest is too old; it is shown at once and signs only later, when every replica shows it. Those before
 * it are shown for as long as they are kept, so nobody is logged out.
 */
@ApplicationScoped
public class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int SHOWN = 4;

    private final KeyTable.OfIdentities store;
    private final SessionConfig config;
    private final Vertx vertx;
    private volatile List<Key> keys = List.of();
    private volatile long timer;

    private record Key(EllipticCurveJsonWebKey jwk, Instant createdAt) {}

    SigningKeys(KeyTable.OfIdentities store, SessionConfig config, Vertx vertx) {
        this.store = store;
        this.config = config;
        this.vertx = vertx;
    }

    void load(@Observes StartupEvent event) {
        refresh(Instant.now()).await().atMost(PATIENCE);
        timer = vertx.setPeriodic(config.keyRefresh().toMillis(), _ -> refresh(Instant.now()).subscribe()
                .with(_ -> { }, fault -> LOG.warnf("event=signing-keys-not-read problem=%s", fault.getMessage())));
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Makes a new key if it is time, and reads what this replica and others have made. */
    public Uni<Void> refresh(Instant now) {
        return store.rotate(now.minus(config.keyRotation()), now, KeyStore::fresh)
                .invoke(stored -> keys = stored.stream().limit(SHOWN).map(key -> new Key(key.key(), key.createdAt())).toList())
                .replaceWithVoid();
    }

    private EllipticCurveJsonWebKey signing(Instant now) {
        List<Key> all = keys;
        Instant known = now.minus(config.keyRefresh().multipliedBy(2));
        return all.stream().filter(key -> key.createdAt().isBefore(known)).findFirst().orElseGet(all::getLast).jwk();
    }

    /** @param key the private half */
    record Signer(String keyId, PrivateKey key) {
        @Override
        public String toString() {
            return "Signer[" + keyId + "]";
        }
    }

    Signer signer(Instant now) {
        EllipticCurveJsonWebKey key = signing(now);
        return new Signer(key.getKeyId(), key.getPrivateKey());
    }

    /** The public halves of all keys that still verify. */
    public String publicSet() {
        return new JsonWebKeySet(keys.stream().map(Key::jwk).toList()).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }
}
