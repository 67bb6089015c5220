package scriptorium.auth.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.event.Topics;
import scriptorium.host.outbox.OutboxSql;

/** Changes of passwords. */
@ApplicationScoped
public class Passwords {

    private static final String CHANGE = "UPDATE account SET password_hash = $2, token = $3, temporary_password_hash = NULL WHERE id = $1";
    private static final String END_OTHERS = "DELETE FROM session WHERE account_id = $1 AND left(id_hash, 32) <> $2 AND state::json ->> 'botApp' = ''";
    private static final String RENEW = "UPDATE session SET is_renewal_due = true WHERE account_id = $1 AND left(id_hash, 32) = $2";

    private static final String FORGET = "UPDATE account SET temporary_password_hash = NULL, temporary_password_expires_at = NULL WHERE id = $1";

    private static final String PUT = """
            UPDATE account SET temporary_password_hash = $2, temporary_password_expires_at = $3
            WHERE id = $1 AND (temporary_password_hash IS NULL OR temporary_password_expires_at < $4)""";
    private static final String FIND = "SELECT id FROM account WHERE temporary_password_hash = $1 AND temporary_password_expires_at > $2";
    private static final String BY_MAIL = "SELECT id FROM account WHERE lower(email) = lower($1) AND email <> '' ORDER BY id LIMIT $2";

    private final Pool pool;

    Passwords(Pool pool) {
        this.pool = pool;
    }

    /**
     * Keeps a new password and ends the account's sessions, but for those of bot passwords. The one that stays gets a new id.
     *
     * @param session public id of the one that stays
     */
    public Uni<Void> change(long accountId, String hash, String token, String session) {
        String user = "user:" + accountId;
        return pool.withTransaction(c -> c.preparedQuery(CHANGE).execute(Tuple.of(accountId, hash, token))
                .chain(() -> c.preparedQuery(END_OTHERS).execute(Tuple.of(accountId, session)))
                .chain(() -> c.preparedQuery(RENEW).execute(Tuple.of(accountId, session)))
                .chain(() -> c.preparedQuery(OutboxSql.INSERT).execute(Tuple.of(Topics.IDENTITY_CHANGE, user, "[\"" + user + "\"]")))
                .replaceWithVoid());
    }

    /** Makes a password that was sent by mail worthless. */
    public Uni<Void> forgetTemporary(long accountId) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(accountId)).replaceWithVoid();
    }

    /** Keeps a code that stands for the password; false while an earlier one is still good. */
    public Uni<Boolean> putTemporary(long accountId, String hash, Instant expires, Instant now) {
        return pool.preparedQuery(PUT).execute(Tuple.of(accountId, hash, expires.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() > 0);
    }

    /** The account that such a code is of. */
    public Uni<Optional<Long>> byTemporary(String hash, Instant now) {
        return pool.preparedQuery(FIND).execute(Tuple.of(hash, now.atOffset(ZoneOffset.UTC))).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? Optional.of(row.next().getLong(0)) : Optional.empty();
        });
    }

    /** The first accounts with this mail address. */
    public Uni<List<Long>> byMail(String address, int most) {
        return pool.preparedQuery(BY_MAIL).execute(Tuple.of(address, most)).map(rows -> {
            List<Long> ids = new ArrayList<>();
            rows.forEach(row -> ids.add(row.getLong(0)));
            return ids;
        });
    }
}
