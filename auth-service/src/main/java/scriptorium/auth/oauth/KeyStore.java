package scriptorium.auth.oauth;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Where the keys that sign access tokens are kept, the newest first, the same for all replicas. */
public interface KeyStore {

    /** A key in JSON, private half included. */
    record Stored(String jwk, Instant createdAt) {
        public EllipticCurveJsonWebKey key() {
            try {
                return (EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(jwk);
            } catch (JoseException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String toString() {
            return "Stored[" + createdAt + "]";
        }
    }

    /** A key that is to be kept. */
    record Fresh(String kid, String jwk) {
        @Override
        public String toString() {
            return "Fresh[" + kid + "]";
        }
    }

    /** A new key for ES256. */
    static Fresh fresh() {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(UUID.randomUUID().toString());
            key.setUse("sig");
            key.setAlgorithm("ES256");
            return new Fresh(key.getKeyId(), key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    Uni<List<Stored>> read();

    /** All keys, a new one first if none was made since {@code oldest}. Of replicas that do this at once, one makes it. */
    Uni<List<Stored>> rotate(Instant oldest, Instant now, Supplier<Fresh> maker);
}
