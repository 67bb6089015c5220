package scriptorium.host.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.CallerJson;
import scriptorium.host.http.ServicesConfig;

/** Turns an internal identity token into the caller it speaks of, checking auth-service's signature once per token. */
@ApplicationScoped
public class IdentityVerifier {

    private record Verified(Caller caller, Instant expires) {}

    /** Issuer of identity tokens. */
    public static final String ISSUER = "scriptorium-auth";

    private final JwtConsumer consumer;
    private final WorkerExecutor signatures;
    private final Cache<String, Verified> verified;

    IdentityVerifier(ServicesConfig services, Vertx vertx, @ConfigProperty(name = "scriptorium.identity.cache", defaultValue = "10000") int size) {
        consumer = new JwtConsumerBuilder()
                .setExpectedIssuer(ISSUER)
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(5)
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(new HttpsJwks(services.authUrl() + "/internal/jwks")))
                .build();
        // One thread: many new callers at once are not to take the processors from those that are known.
        signatures = vertx.createSharedWorkerExecutor("signatures", 1);
        verified = Caffeine.newBuilder().maximumSize(size).expireAfterWrite(java.time.Duration.ofMinutes(5)).build();
    }

    /** The caller of a good token that has not expired; fails with {@link NotIdentified} otherwise. */
    public Uni<Caller> caller(String token) {
        Verified known = verified.getIfPresent(token);
        if (known != null) {
            return known.expires().isAfter(Instant.now()) ? Uni.createFrom().item(known.caller()) : Uni.createFrom().failure(new NotIdentified());
        }
        // Looking at a signature may fetch auth-service's keys, so it leaves the event loop.
        return Uni.createFrom().completionStage(() -> signatures.executeBlocking(() -> verify(token), false).toCompletionStage());
    }

    private Caller verify(String token) {
        try {
            consumer.processToClaims(token);
            JsonNode claims = EventJson.MAPPER.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
            Verified fresh = new Verified(CallerJson.read(claims.path("caller")), Instant.ofEpochSecond(claims.path("exp").asLong()));
            verified.put(token, fresh);
            return fresh.caller();
        } catch (InvalidJwtException | IOException | IllegalArgumentException bad) {
            throw new NotIdentified(bad);
        }
    }

    /** The token is missing, wrongly signed or expired. */
    public static final class NotIdentified extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotIdentified() {
            super("identity token expired", null, false, false);
        }

        NotIdentified(Throwable cause) {
            super("identity token refused: " + cause.getMessage(), null, false, false);
        }
    }
}
