package scriptorium.auth.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import scriptorium.auth.model.Account;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.AccountChange;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.event.Topics;
import scriptorium.contract.param.Timestamps;
import scriptorium.host.outbox.OutboxSql;

/** What users chose. A change ends cached identities, and goes out where others show it (gender, mail). */
@ApplicationScoped
public class AccountOptions {

    private static final String REMOVE = "DELETE FROM account_option WHERE account_id = $1 AND name = $2";
    private static final String PUT = """
            INSERT INTO account_option (account_id, name, value) VALUES ($1, $2, $3)
            ON CONFLICT (account_id, name) DO UPDATE SET value = excluded.value""";
    private static final String NEXT_CHANGE = "UPDATE account SET change_seq = change_seq + 1 WHERE id = $1 RETURNING change_seq";

    private final Pool pool;

    AccountOptions(Pool pool) {
        this.pool = pool;
    }

    /** Writes what differs. */
    public Uni<Position> change(Account account, Map<String, String> before, Map<String, String> after, Instant now) {
        List<Tuple> removed = before.keySet().stream().filter(name -> !after.containsKey(name)).map(name -> Tuple.of(account.id(), name)).toList();
        List<Tuple> put = after.entrySet().stream().filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(entry -> Tuple.of(account.id(), entry.getKey(), entry.getValue())).toList();
        String key = String.valueOf(account.id());
        return pool.withTransaction(c -> c.preparedQuery(NEXT_CHANGE).execute(Tuple.of(account.id())).map(rows -> rows.iterator().next().getLong(0))
                .call(() -> batch(c, REMOVE, removed))
                .call(() -> batch(c, PUT, put))
                .call(seq -> batch(c, OutboxSql.INSERT, List.of(
                        Tuple.of(Topics.ACCOUNT_CHANGE, key, EventJson.write(event(account, after, seq, now))),
                        Tuple.of(Topics.IDENTITY_CHANGE, key, "[\"user:" + key + "\"]"))))
                .map(seq -> new Position(Topics.ACCOUNT_CHANGE, key, seq)));
    }

    private static Uni<Void> batch(SqlConnection connection, String sql, List<Tuple> rows) {
        return rows.isEmpty() ? Uni.createFrom().voidItem() : connection.preparedQuery(sql).executeBatch(rows).replaceWithVoid();
    }

    private static AccountChange event(Account account, Map<String, String> options, long seq, Instant now) {
        AccountChange.Account state = new AccountChange.Account(account.id(), account.name(), Timestamps.iso(account.registeredAt()),
                account.groups().stream().map(m -> new AccountChange.Membership(m.group(), m.expiresAt().map(Timestamps::iso).orElse("infinity"))).toList(),
                account.mayBeMailed(options), options.getOrDefault("gender", "unknown"), account.temporary(), false);
        return new AccountChange(UUID.randomUUID().toString(), Timestamps.iso(now), "account", String.valueOf(account.id()), seq, Optional.of(state),
                Optional.empty(), List.of(), List.of());
    }
}
