package scriptorium.auth.oauth;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;

/**
 * The keys of access tokens: the newest signs, all verify, so that a rotation logs nobody out. Kept in the database, the same for all
 * replicas; read when they are first needed.
 */
@ApplicationScoped
public class AccessTokenKeys {

    private static final Logger LOG = Logger.getLogger(AccessTokenKeys.class);
    private static final Duration UNKNOWN_KEY = Duration.ofSeconds(5);

    private record Keys(List<EllipticCurveJsonWebKey> all, Instant newest, Instant readAt) {}

    private final KeyStore store;
    private final OAuthConfig config;
    private final AtomicReference<Keys> keys = new AtomicReference<>(new Keys(List.of(), Instant.EPOCH, Instant.EPOCH));

    AccessTokenKeys(KeyStore store, OAuthConfig config) {
        this.store = store;
        this.config = config;
    }

    /** Makes a new key when the newest is too old. */
    public Uni<Void> rotate(Instant now) {
        return store.rotate(now.minus(config.keyRotation()), now, KeyStore::fresh).invoke(stored -> remember(stored, now)).replaceWithVoid();
    }

    private void remember(List<KeyStore.Stored> stored, Instant now) {
        Keys before = keys.getAndSet(new Keys(stored.stream().map(KeyStore.Stored::key).toList(), stored.getFirst().createdAt(), now));
        if (!before.all().isEmpty() && !before.newest().equals(stored.getFirst().createdAt())) {
            LOG.infof("event=oauth-key-rotated keys=%d", stored.size());
        }
    }

    /** The key that signs now; when its time is over, a new one. */
    Uni<EllipticCurveJsonWebKey> signing(Instant now) {
        return keys.get().newest().isAfter(now.minus(config.keyRotation()))
                ? Uni.createFrom().item(keys.get().all().getFirst())
                : rotate(now).map(_ -> keys.get().all().getFirst());
    }

    /** The key of this id; another replica may just have made it. */
    Uni<Optional<EllipticCurveJsonWebKey>> verifying(String kid, Instant now) {
        Optional<EllipticCurveJsonWebKey> known = find(kid);
        if (known.isPresent() || keys.get().readAt().plus(UNKNOWN_KEY).isAfter(now)) {
            return Uni.createFrom().item(known);
        }
        return store.read().invoke(stored -> remember(stored, now)).map(_ -> find(kid));
    }

    private Optional<EllipticCurveJsonWebKey> find(String kid) {
        return keys.get().all().stream().filter(key -> key.getKeyId().equals(kid)).findFirst();
    }

    /** The public halves. */
    public Uni<String> publicSet(Instant now) {
        return signing(now).map(_ -> new JsonWebKeySet(keys.get().all()).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
    }
}
