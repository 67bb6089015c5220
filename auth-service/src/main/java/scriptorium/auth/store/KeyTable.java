package scriptorium.auth.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import scriptorium.auth.oauth.KeyStore;

/** Keys that sign, in a table of the database: all replicas have the same ones, and a restart invalidates nothing. */
public class KeyTable implements KeyStore {

    private final Pool pool;
    private final String lock;
    private final String read;
    private final String insert;

    private KeyTable(Pool pool, String table) {
        this.pool = pool;
        lock = "SELECT pg_advisory_xact_lock(hashtext('" + table + "'))";
        read = "SELECT jwk, created_at FROM " + table + " ORDER BY created_at DESC, kid LIMIT 100";
        insert = "INSERT INTO " + table + " (kid, jwk, created_at) VALUES ($1, $2, $3)";
    }

    @Override
    public Uni<List<Stored>> read() {
        return pool.query(read).execute().map(rows -> {
            List<Stored> keys = new ArrayList<>();
            rows.forEach(row -> keys.add(new Stored(row.getString(0), row.getOffsetDateTime(1).toInstant())));
            return keys;
        });
    }

    @Override
    public Uni<List<Stored>> rotate(Instant oldest, Instant now, Supplier<Fresh> maker) {
        return pool.withTransaction(connection -> connection.query(lock).execute()
                        .chain(() -> connection.query(read).execute())
                        .chain(rows -> rows.size() > 0 && rows.iterator().next().getOffsetDateTime(1).toInstant().isAfter(oldest)
                                ? Uni.createFrom().voidItem()
                                : add(connection, maker.get(), now)))
                .chain(this::read);
    }

    private Uni<Void> add(SqlConnection connection, Fresh fresh, Instant now) {
        return connection.preparedQuery(insert).execute(Tuple.of(fresh.kid(), fresh.jwk(), now.atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }

    /** The keys of access tokens. */
    @Singleton
    @Typed(KeyStore.class)
    static class OfAccessTokens extends KeyTable {
        OfAccessTokens(Pool pool) {
            super(pool, "oauth_key");
        }
    }

    /** The keys of identities. */
    @Singleton
    @Typed(OfIdentities.class)
    public static class OfIdentities extends KeyTable {
        OfIdentities(Pool pool) {
            super(pool, "signing_key");
        }
    }
}
