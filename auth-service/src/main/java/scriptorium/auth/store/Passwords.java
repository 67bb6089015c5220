package scriptorium.auth.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import scriptorium.contract.event.Topics;
import scriptorium.host.outbox.OutboxSql;

/** Changes of passwords. */
@ApplicationScoped
public class Passwords {

    private static final String CHANGE = "UPDATE account SET password_hash = $2, token = $3, temporary_password_hash = NULL WHERE id = $1";
    private static final String END_OTHERS = "DELETE FROM session WHERE account_id = $1 AND left(id_hash, 32) <> $2 AND state::json ->> 'botApp' = ''";

    private static final String FORGET = "UPDATE account SET temporary_password_hash = NULL, temporary_password_expires_at = NULL WHERE id = $1";

    private final Pool pool;

    Passwords(Pool pool) {
        this.pool = pool;
    }

    /**
     * Keeps a new password and ends the account's sessions, but for those of bot passwords.
     *
     * @param session public id of the one that stays
     */
    public Uni<Void> change(long accountId, String hash, String token, String session) {
        String user = "user:" + accountId;
        return pool.withTransaction(c -> c.preparedQuery(CHANGE).execute(Tuple.of(accountId, hash, token))
                .chain(() -> c.preparedQuery(END_OTHERS).execute(Tuple.of(accountId, session)))
                .chain(() -> c.preparedQuery(OutboxSql.INSERT).execute(Tuple.of(Topics.IDENTITY_CHANGE, user, "[\"" + user + "\"]")))
                .replaceWithVoid());
    }

    /** Makes a password that was sent by mail worthless. */
    public Uni<Void> forgetTemporary(long accountId) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(accountId)).replaceWithVoid();
    }
}
