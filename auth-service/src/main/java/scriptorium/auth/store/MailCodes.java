package scriptorium.auth.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Codes that confirm mail addresses, as hashes; each is good once. */
@ApplicationScoped
public class MailCodes {

    private static final String PUT = "UPDATE account SET mail_code_hash = $2, mail_code_expires_at = $3 WHERE id = $1";
    private static final String CONFIRM = """
            UPDATE account SET email_confirmed_at = $2, mail_code_hash = NULL, mail_code_expires_at = NULL
            WHERE mail_code_hash = $1 AND mail_code_expires_at > $2 RETURNING id""";

    private final Pool pool;

    MailCodes(Pool pool) {
        this.pool = pool;
    }

    public Uni<Void> put(long accountId, String hash, Instant expires) {
        return pool.preparedQuery(PUT).execute(Tuple.of(accountId, hash, expires.atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }

    /** The account whose address this confirms; empty when the code is none, or old. */
    public Uni<Optional<Long>> confirm(String hash, Instant now) {
        return pool.preparedQuery(CONFIRM).execute(Tuple.of(hash, now.atOffset(ZoneOffset.UTC))).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? Optional.of(row.next().getLong(0)) : Optional.empty();
        });
    }
}
