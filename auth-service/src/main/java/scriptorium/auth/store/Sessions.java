package scriptorium.auth.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import scriptorium.auth.model.Session;
import scriptorium.contract.event.Topics;
import scriptorium.host.outbox.OutboxSql;

/** Sessions by the hash of their id. */
@ApplicationScoped
public class Sessions {

    private static final String FIND = "SELECT id_hash, account_id, token_key, expires_at, state FROM session WHERE id_hash = $1 AND expires_at > $2";
    private static final String INSERT = "INSERT INTO session (id_hash, account_id, token_key, created_at, expires_at, state) VALUES ($1, $2, $3, $4, $5, $6)";
    private static final String DELETE = "DELETE FROM session WHERE id_hash = $1";
    private static final String SWEEP = "DELETE FROM session WHERE id_hash IN (SELECT id_hash FROM session WHERE expires_at < $1 LIMIT 1000)";

    private final Pool pool;

    Sessions(Pool pool) {
        this.pool = pool;
    }

    public Uni<Optional<Session>> find(String idHash, Instant now) {
        return pool.preparedQuery(FIND).execute(Tuple.of(idHash, now.atOffset(ZoneOffset.UTC))).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? Optional.of(read(row.next())) : Optional.empty();
        });
    }

    public Uni<Void> add(Session session, Instant now) {
        return pool.preparedQuery(INSERT)
                .execute(Tuple.of(session.idHash(), session.accountId().isPresent() ? session.accountId().getAsLong() : null, session.tokenKey(),
                        now.atOffset(ZoneOffset.UTC), session.expiresAt().atOffset(ZoneOffset.UTC), new JsonObject().put("botApp", session.botApp()).encode()))
                .replaceWithVoid();
    }

    /** Ends a session, and tells the routers that keep its identity. */
    public Uni<Void> end(String idHash, String publicId) {
        return pool.withTransaction(connection -> connection.preparedQuery(DELETE)
                .execute(Tuple.of(idHash))
                .chain(() -> connection.preparedQuery(OutboxSql.INSERT).execute(Tuple.of(Topics.IDENTITY_CHANGE, publicId, "[\"sid:" + publicId + "\"]")))
                .replaceWithVoid());
    }

    /** Removes some of the sessions that have ended. */
    public Uni<Integer> sweep(Instant now) {
        return pool.preparedQuery(SWEEP).execute(Tuple.of(now.atOffset(ZoneOffset.UTC))).map(done -> done.rowCount());
    }

    private static Session read(Row row) {
        Long account = row.getLong(1);
        return new Session(row.getString(0), account == null ? OptionalLong.empty() : OptionalLong.of(account), row.getString(2),
                row.getOffsetDateTime(3).toInstant(), new JsonObject(row.getString(4)).getString("botApp", ""));
    }
}
