package scriptorium.auth.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import scriptorium.auth.model.Session;
import scriptorium.contract.event.Topics;
import scriptorium.host.outbox.OutboxSql;

/** Sessions by the hash of their id. */
@ApplicationScoped
public class Sessions {

    private static final String FIND =
            "SELECT id_hash, account_id, token_key, expires_at, state, used_at, is_renewal_due FROM session WHERE id_hash = $1 AND expires_at > $2 AND used_at > $3";
    private static final String INSERT = "INSERT INTO session (id_hash, account_id, token_key, created_at, expires_at, state, used_at) VALUES ($1, $2, $3, $4, $5, $6, $4)";
    private static final String RESERVE = "UPDATE session SET state = (state::jsonb || $2::text::jsonb)::text WHERE id_hash = $1";
    private static final String TOUCH = "UPDATE session SET used_at = $2 WHERE id_hash = $1";
    private static final String RENEW = "UPDATE session SET is_renewal_due = false, expires_at = least(expires_at, $2) WHERE id_hash = $1 AND is_renewal_due";
    /** A session that was given a new id may still be there under its old one. */
    private static final String DELETE = "DELETE FROM session WHERE id_hash = $1 OR token_key = $2 RETURNING left(id_hash, 32)";
    private static final String REPLACE = "WITH ended AS (DELETE FROM session WHERE id_hash = $7 OR token_key = $8) " + INSERT;
    private static final String SWEEP = "DELETE FROM session WHERE id_hash IN (SELECT id_hash FROM session WHERE expires_at < $1 OR used_at < $2 LIMIT 1000)";

    private final Pool pool;

    Sessions(Pool pool) {
        this.pool = pool;
    }

    public Uni<Optional<Session>> find(String idHash, Instant now, Instant usedAfter) {
        return pool.preparedQuery(FIND).execute(Tuple.of(idHash, now.atOffset(ZoneOffset.UTC), usedAfter.atOffset(ZoneOffset.UTC))).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? Optional.of(read(row.next())) : Optional.empty();
        });
    }

    public Uni<Void> add(Session session, Instant now) {
        return pool.preparedQuery(INSERT).execute(row(session, now)).replaceWithVoid();
    }

    /** Puts a session in the place of another. One without an account was nobody's: no router need be told that it has ended. */
    public Uni<Void> replace(Session before, Session session, Instant now) {
        return before.accountId().isPresent()
                ? add(session, now).chain(() -> end(before))
                : pool.preparedQuery(REPLACE).execute(row(session, now).addString(before.idHash()).addString(before.tokenKey())).replaceWithVoid();
    }

    private static Tuple row(Session session, Instant now) {
        return Tuple.of(session.idHash(), session.accountId().isPresent() ? session.accountId().getAsLong() : null, session.tokenKey(),
                now.atOffset(ZoneOffset.UTC), session.expiresAt().atOffset(ZoneOffset.UTC), new JsonObject().put("botApp", session.botApp()).encode());
    }

    /** Sets the name of a temporary account aside for a session. */
    public Uni<Void> reserve(String idHash, String name) {
        return pool.preparedQuery(RESERVE).execute(Tuple.of(idHash, new JsonObject().put("temporaryName", name).encode())).replaceWithVoid();
    }

    public Uni<Void> touch(String idHash, Instant now) {
        return pool.preparedQuery(TOUCH).execute(Tuple.of(idHash, now.atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }

    /** Puts a session in the place of one whose renewal is due and that ends soon then; false when it is not due. */
    public Uni<Boolean> renew(Session old, Session renewed, Instant end, Instant now) {
        return pool.withTransaction(connection -> connection.preparedQuery(RENEW).execute(Tuple.of(old.idHash(), end.atOffset(ZoneOffset.UTC)))
                .chain(done -> done.rowCount() == 0
                        ? Uni.createFrom().item(false)
                        : connection.preparedQuery(INSERT).execute(row(renewed, now)).replaceWith(true)));
    }

    /** Ends a session, and tells the routers that keep its identity. */
    public Uni<Void> end(Session session) {
        return pool.withTransaction(connection -> connection.preparedQuery(DELETE)
                .execute(Tuple.of(session.idHash(), session.tokenKey()))
                .chain(rows -> {
                    List<Tuple> news = new ArrayList<>();
                    rows.forEach(row -> news.add(Tuple.of(Topics.IDENTITY_CHANGE, row.getString(0), "[\"sid:" + row.getString(0) + "\"]")));
                    return news.isEmpty() ? Uni.createFrom().voidItem() : connection.preparedQuery(OutboxSql.INSERT).executeBatch(news).replaceWithVoid();
                }));
    }

    /** Removes some of the sessions that have ended. */
    public Uni<Integer> sweep(Instant now, Instant usedBefore) {
        return pool.preparedQuery(SWEEP).execute(Tuple.of(now.atOffset(ZoneOffset.UTC), usedBefore.atOffset(ZoneOffset.UTC))).map(done -> done.rowCount());
    }

    private static Session read(Row row) {
        Long account = row.getLong(1);
        return new Session(row.getString(0), account == null ? OptionalLong.empty() : OptionalLong.of(account), row.getString(2),
                row.getOffsetDateTime(3).toInstant(), new JsonObject(row.getString(4)).getString("botApp", ""),
                row.getOffsetDateTime(5).toInstant(), row.getBoolean(6), new JsonObject(row.getString(4)).getString("temporaryName", ""));
    }
}
