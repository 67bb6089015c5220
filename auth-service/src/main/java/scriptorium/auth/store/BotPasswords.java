package scriptorium.auth.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scriptorium.auth.model.BotPassword;
import scriptorium.contract.event.Topics;
import scriptorium.host.outbox.OutboxSql;

/** Bot passwords, by account and program. Who changes or takes one away ends the sessions that were opened with it. */
@ApplicationScoped
public class BotPasswords {

    private static final String SELECT = "SELECT account_id, app_id, password_hash, grants, addresses FROM bot_password WHERE account_id = $1";
    private static final String ONE = SELECT + " AND app_id = $2";
    private static final String ALL = SELECT + " ORDER BY app_id LIMIT $2";
    private static final String PUT = """
            INSERT INTO bot_password (account_id, app_id, password_hash, grants, addresses) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account_id, app_id)
            DO UPDATE SET password_hash = excluded.password_hash, grants = excluded.grants, addresses = excluded.addresses""";
    private static final String REMOVE = "DELETE FROM bot_password WHERE account_id = $1 AND app_id = $2";
    private static final String END_SESSIONS = "DELETE FROM session WHERE account_id = $1 AND state::json ->> 'botApp' = $2";

    private final Pool pool;

    BotPasswords(Pool pool) {
        this.pool = pool;
    }

    public Uni<Optional<BotPassword>> find(long accountId, String app) {
        return pool.preparedQuery(ONE).execute(Tuple.of(accountId, app)).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? Optional.of(read(row.next())) : Optional.empty();
        });
    }

    public Uni<List<BotPassword>> of(long accountId, int most) {
        return pool.preparedQuery(ALL).execute(Tuple.of(accountId, most)).map(rows -> {
            List<BotPassword> all = new ArrayList<>();
            rows.forEach(row -> all.add(read(row)));
            return all;
        });
    }

    public Uni<Void> put(BotPassword password) {
        return changed(password.accountId(), password.app(), PUT, Tuple.of(password.accountId(), password.app(), password.passwordHash(),
                String.join(" ", password.grants()), password.addresses().toArray(String[]::new)));
    }

    public Uni<Void> remove(long accountId, String app) {
        return changed(accountId, app, REMOVE, Tuple.of(accountId, app));
    }

    private Uni<Void> changed(long accountId, String app, String sql, Tuple row) {
        String user = "user:" + accountId;
        return pool.withTransaction(c -> c.preparedQuery(sql).execute(row)
                .chain(() -> c.preparedQuery(END_SESSIONS).execute(Tuple.of(accountId, app)))
                .chain(() -> c.preparedQuery(OutboxSql.INSERT).execute(Tuple.of(Topics.IDENTITY_CHANGE, user, "[\"" + user + "\"]")))
                .replaceWithVoid());
    }

    private static BotPassword read(Row row) {
        String grants = row.getString(3);
        return new BotPassword(row.getLong(0), row.getString(1), row.getString(2), grants.isEmpty() ? List.of() : List.of(grants.split(" ")),
                List.of(row.getArrayOfStrings(4)));
    }
}
