package scriptorium.auth.identity;

import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The keys that sign identities: kept in the database, so that all replicas sign with the same ones and a restart invalidates nothing. */
@ApplicationScoped
public class SigningKeys {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String READ = "SELECT jwk FROM signing_key ORDER BY created_at DESC, kid LIMIT 4";
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('signing_key'))";
    private static final String INSERT = "INSERT INTO signing_key (kid, jwk, created_at) VALUES ($1, $2, $3)";

    private final Pool pool;
    private volatile List<EllipticCurveJsonWebKey> keys = List.of();

    SigningKeys(Pool pool) {
        this.pool = pool;
    }

    void load(@Observes StartupEvent event) {
        keys = pool.withTransaction(connection -> connection.query(LOCK).execute()
                        .chain(() -> connection.query(READ).execute())
                        .chain(rows -> rows.size() > 0
                                ? io.smallrye.mutiny.Uni.createFrom().item(rows)
                                : connection.preparedQuery(INSERT).execute(fresh()).chain(() -> connection.query(READ).execute())))
                .map(rows -> {
                    List<EllipticCurveJsonWebKey> read = new ArrayList<>();
                    rows.forEach(row -> read.add(key(row)));
                    return read;
                })
                .await().atMost(PATIENCE);
    }

    private static Tuple fresh() {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(UUID.randomUUID().toString());
            key.setUse("sig");
            key.setAlgorithm("ES256");
            return Tuple.of(key.getKeyId(), key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE), OffsetDateTime.now(ZoneOffset.UTC));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EllipticCurveJsonWebKey key(Row row) {
        try {
            return (EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(row.getString(0));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    String keyId() {
        return keys.getFirst().getKeyId();
    }

    PrivateKey privateKey() {
        return keys.getFirst().getPrivateKey();
    }

    /** The public halves of all keys that still verify. */
    public String publicSet() {
        return new JsonWebKeySet(keys).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }
}
