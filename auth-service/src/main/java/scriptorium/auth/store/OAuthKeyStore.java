package scriptorium.auth.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import scriptorium.auth.oauth.KeyStore;

/** The keys that sign access tokens, in the database. */
@ApplicationScoped
class OAuthKeyStore implements KeyStore {

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('oauth_key'))";
    private static final String READ = "SELECT jwk, created_at FROM oauth_key ORDER BY created_at DESC, kid LIMIT 100";
    private static final String INSERT = "INSERT INTO oauth_key (kid, jwk, created_at) VALUES ($1, $2, $3)";

    private final Pool pool;

    OAuthKeyStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Stored>> read() {
        return pool.query(READ).execute().map(rows -> {
            List<Stored> keys = new ArrayList<>();
            rows.forEach(row -> keys.add(new Stored(row.getString(0), row.getOffsetDateTime(1).toInstant())));
            return keys;
        });
    }

    @Override
    public Uni<List<Stored>> rotate(Instant oldest, Instant now, Supplier<Fresh> maker) {
        return pool.withTransaction(connection -> connection.query(LOCK).execute()
                        .chain(() -> connection.query(READ).execute())
                        .chain(rows -> rows.size() > 0 && rows.iterator().next().getOffsetDateTime(1).toInstant().isAfter(oldest)
                                ? Uni.createFrom().voidItem()
                                : insert(connection, maker.get(), now)))
                .chain(this::read);
    }

    private static Uni<Void> insert(SqlConnection connection, Fresh fresh, Instant now) {
        return connection.preparedQuery(INSERT).execute(Tuple.of(fresh.kid(), fresh.jwk(), now.atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }
}
