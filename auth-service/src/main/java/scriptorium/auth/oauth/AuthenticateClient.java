package scriptorium.auth.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import scriptorium.auth.oauth.model.OAuthClient;
import scriptorium.auth.oauth.model.OAuthError;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.store.OAuthClients;

/** Checks a client's id and secret; too many wrong ones of an address have to wait. */
@ApplicationScoped
public class AuthenticateClient {

    private static final int REMEMBERED = 50_000;

    private final OAuthClients clients;
    private final OAuthConfig config;
    private final Cache<String, AtomicInteger> failures;

    AuthenticateClient(OAuthClients clients, OAuthConfig config) {
        this.clients = clients;
        this.config = config;
        failures = Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(config.failureWindow()).build();
    }

    /**
     * What a client shows of itself.
     *
     * @param secret empty for none
     */
    public record Shown(String key, String secret, String ip) {
        @Override
        public String toString() {
            return "Shown[" + key + "]";
        }
    }

    /** The client, if it is one; fails with {@link Refused} otherwise. */
    public Uni<OAuthClient> execute(Shown shown) {
        if (shown.key().isEmpty()) {
            return Uni.createFrom().failure(refused("The client does not say who it is."));
        }
        if (shown.key().length() > 64 || shown.secret().length() > 256) {
            return Uni.createFrom().failure(refused("The client is unknown or its secret is wrong."));
        }
        String who = shown.key() + "@" + shown.ip();
        AtomicInteger failed = failures.getIfPresent(who);
        if (failed != null && failed.get() >= config.allowedFailures()) {
            return Uni.createFrom().failure(new Refused(OAuthError.TOO_MANY, "Too many wrong secrets. Please wait some minutes."));
        }
        return clients.byKey(shown.key()).map(found -> found.filter(client -> fits(client, shown.secret())).orElseThrow(() -> {
            failures.get(who, _ -> new AtomicInteger()).incrementAndGet();
            return refused("The client is unknown or its secret is wrong.");
        }));
    }

    private static boolean fits(OAuthClient client, String secret) {
        if (client.disabled()) {
            return false;
        }
        return client.confidential() ? !secret.isEmpty() && Secrets.same(client.secretHash(), Secrets.hash(secret)) : secret.isEmpty();
    }

    private static Refused refused(String description) {
        return new Refused(OAuthError.INVALID_CLIENT, description);
    }
}
