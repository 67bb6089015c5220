package scriptorium.auth.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import scriptorium.auth.model.Account;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.AccountChange;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.event.Topics;
import scriptorium.contract.param.Timestamps;
import scriptorium.host.outbox.ChangeNews;
import scriptorium.host.outbox.OutboxSql;

/** Accounts; every change goes out through the outbox in its own transaction. */
@ApplicationScoped
public class Accounts {

    private static final String SELECT = """
            SELECT a.id, a.name, a.password_hash, a.token, a.email, a.email_confirmed_at, a.real_name, a.registered_at, a.temporary,
                   (SELECT coalesce(json_agg(json_build_array(g.name, g.expires_at) ORDER BY g.name), '[]') FROM account_group g
                    WHERE g.account_id = a.id AND (g.expires_at IS NULL OR g.expires_at > now())),
                   (SELECT coalesce(json_object_agg(o.name, o.value), '{}') FROM account_option o WHERE o.account_id = a.id)
            FROM account a WHERE\s""";
    private static final String INSERT = """
            INSERT INTO account (name, password_hash, token, email, real_name, registered_at, temporary, change_seq) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
            ON CONFLICT (name) DO NOTHING RETURNING id""";
    private static final String ADD_GROUP = "INSERT INTO account_group (account_id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    private static final String NEXT_CHANGE = "UPDATE account SET change_seq = change_seq + 1 WHERE id = $1 RETURNING change_seq";
    private static final String LEAVE_GROUPS = "DELETE FROM account_group WHERE account_id = $1";
    private static final String JOIN_GROUP = "INSERT INTO account_group (account_id, name, expires_at) VALUES ($1, $2, $3)";
    private static final String RENEW_SESSIONS = "UPDATE session SET is_renewal_due = true WHERE account_id = $1";
    private static final String REHASH = "UPDATE account SET password_hash = $2 WHERE id = $1 AND password_hash = $3";
    private static final String NEXT_TEMPORARY = "SELECT nextval('temporary_account')";
    private static final String NEXT_IDS = "SELECT nextval('log_id'), nextval('rc_id')";
    private static final String COUNT = "SELECT EXISTS (SELECT 1 FROM account)";

    private final Pool pool;
    private final ChangeNews news;

    Accounts(Pool pool, ChangeNews news) {
        this.news = news;
        this.pool = pool;
    }

    public Uni<Optional<Account>> byName(String name) {
        return one("a.name = $1", name);
    }

    public Uni<Optional<Account>> byId(long id) {
        return one("a.id = $1", id);
    }

    public Uni<Boolean> any() {
        return pool.query(COUNT).execute().map(rows -> rows.iterator().next().getBoolean(0));
    }

    private Uni<Optional<Account>> one(String where, Object argument) {
        return pool.preparedQuery(SELECT + where).execute(Tuple.of(argument)).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? Optional.of(read(row.next())) : Optional.empty();
        });
    }

    /** The number of the next temporary account. */
    public Uni<Long> nextTemporary() {
        return pool.query(NEXT_TEMPORARY).execute().map(rows -> rows.iterator().next().getLong(0));
    }

    public Uni<Void> rehash(Account account, String hash) {
        return pool.preparedQuery(REHASH).execute(Tuple.of(account.id(), hash, account.passwordHash())).replaceWithVoid();
    }

    /** An account to be. */
    public record NewAccount(String name, String passwordHash, String token, String email, String realName, List<String> groups, Instant now, boolean temporary) {}

    /** What came of making one. */
    public record Made(long id, Position position) {}

    /**
     * Makes an account with its log entry; empty when the name is taken.
     *
     * @param action "create" (by itself), "create2" (by another user), "byemail" (by another user, the password goes out by mail), "autocreate"
     */
    public Uni<Optional<Made>> create(NewAccount account, long performerId, String performer, String action, String reason) {
        return pool.withTransaction(connection -> connection.preparedQuery(INSERT)
                .execute(Tuple.from(List.of(account.name(), account.passwordHash(), account.token(), account.email(), account.realName(),
                        account.now().atOffset(ZoneOffset.UTC), account.temporary())))
                .chain(rows -> {
                    if (rows.size() == 0) {
                        return Uni.createFrom().item(Optional.empty());
                    }
                    long id = rows.iterator().next().getLong(0);
                    return groups(connection, id, account.groups())
                            .chain(() -> connection.query(NEXT_IDS).execute())
                            .chain(ids -> tell(connection, account, id, performerId == 0 ? id : performerId, performerId == 0 ? account.name() : performer,
                                    action, reason, ids.iterator().next()))
                            .replaceWith(Optional.of(new Made(id, new Position(Topics.ACCOUNT_CHANGE, String.valueOf(id), 1))));
                }));
    }

    private static Uni<Void> groups(SqlConnection connection, long id, List<String> groups) {
        if (groups.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return connection.preparedQuery(ADD_GROUP).executeBatch(groups.stream().map(group -> Tuple.of(id, group)).toList()).replaceWithVoid();
    }

    private Uni<Void> tell(
            SqlConnection connection, NewAccount account, long id, long performerId, String performer, String action, String reason, Row ids) {
        String time = Timestamps.iso(account.now());
        // Nobody asked for an account that an edit makes, so it is no news.
        boolean quiet = action.equals("autocreate");
        ObjectNode params = JsonNodeFactory.instance.objectNode().put("userid", id);
        LogEntry log = new LogEntry(ids.getLong(0), "newusers", action, time, performerId, performer, 2, account.name(), 0, reason, params, List.of());
        RecentChange change = RecentChange.ofLog(ids.getLong(1), 0);
        AccountChange.Account state = new AccountChange.Account(id, account.name(), time,
                account.groups().stream().map(group -> new AccountChange.Membership(group, "infinity")).toList(), false, "unknown", account.temporary(), false);
        AccountChange event = new AccountChange(UUID.randomUUID().toString(), time, "account", String.valueOf(id), 1, Optional.of(state), Optional.empty(),
                List.of(log), quiet ? List.of() : List.of(change));
        List<Tuple> out = new ArrayList<>(List.of(Tuple.of(Topics.ACCOUNT_CHANGE, String.valueOf(id), EventJson.write(event))));
        if (!quiet) {
            out.add(Tuple.of(Topics.RECENT_CHANGE, String.valueOf(id), news.logged(log, change, "").toString()));
        }
        return connection.preparedQuery(OutboxSql.INSERT).executeBatch(out).replaceWithVoid();
    }

    /** Makes an account's groups those of {@code after}; tells of it with a log entry. Its sessions get new ids. */
    public Uni<Position> changeGroups(
            Account account, Map<String, Optional<Instant>> before, Map<String, Optional<Instant>> after, long performerId, String performer, String reason,
            List<String> tags, Instant now) {
        String time = Timestamps.iso(now);
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        names(params.putArray("oldgroups"), before);
        names(params.putArray("newgroups"), after);
        metadata(params.putArray("oldmetadata"), before);
        metadata(params.putArray("newmetadata"), after);
        AccountChange.Account state = new AccountChange.Account(account.id(), account.name(), Timestamps.iso(account.registeredAt()),
                after.entrySet().stream().map(m -> new AccountChange.Membership(m.getKey(), m.getValue().map(Timestamps::iso).orElse("infinity"))).toList(),
                account.mayBeMailed(account.options()), account.options().getOrDefault("gender", "unknown"), account.temporary(), false);
        String key = String.valueOf(account.id());
        return pool.withTransaction(c -> c.preparedQuery(NEXT_CHANGE).execute(Tuple.of(account.id()))
                .chain(changed -> c.preparedQuery(LEAVE_GROUPS).execute(Tuple.of(account.id())).replaceWith(changed.iterator().next().getLong(0)))
                .call(() -> c.preparedQuery(RENEW_SESSIONS).execute(Tuple.of(account.id())))
                .call(() -> after.isEmpty() ? Uni.createFrom().voidItem() : c.preparedQuery(JOIN_GROUP).executeBatch(after.entrySet().stream()
                        .map(m -> Tuple.of(account.id(), m.getKey(), m.getValue().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))).toList()))
                .chain(seq -> c.query(NEXT_IDS).execute().chain(ids -> {
                    Row row = ids.iterator().next();
                    LogEntry log = new LogEntry(row.getLong(0), "rights", "rights", time, performerId, performer, 2, account.name(), 0, reason, params, tags);
                    RecentChange change = RecentChange.ofLog(row.getLong(1), 0);
                    AccountChange event = new AccountChange(UUID.randomUUID().toString(), time, "account", key, seq, Optional.of(state), Optional.empty(),
                            List.of(log), List.of(change));
                    return c.preparedQuery(OutboxSql.INSERT).executeBatch(List.of(
                                    Tuple.of(Topics.ACCOUNT_CHANGE, key, EventJson.write(event)),
                                    Tuple.of(Topics.RECENT_CHANGE, key, news.logged(log, change, "").toString()),
                                    Tuple.of(Topics.IDENTITY_CHANGE, key, "[\"user:" + key + "\"]")))
                            .replaceWith(new Position(Topics.ACCOUNT_CHANGE, key, seq));
                })));
    }

    private static void names(ArrayNode into, Map<String, Optional<Instant>> groups) {
        groups.keySet().forEach(into::add);
    }

    private static void metadata(ArrayNode into, Map<String, Optional<Instant>> groups) {
        groups.forEach((group, end) -> into.addObject().put("group", group).put("expiry", end.map(Timestamps::iso).orElse("infinity")));
    }

    private static Account read(Row row) {
        List<Account.Membership> groups = new ArrayList<>();
        JsonArray memberships = (JsonArray) row.getJson(9);
        for (int i = 0; i < memberships.size(); i++) {
            JsonArray pair = memberships.getJsonArray(i);
            groups.add(new Account.Membership(pair.getString(0), Optional.ofNullable(pair.getString(1)).map(t -> OffsetDateTime.parse(t).toInstant())));
        }
        Map<String, String> options = new HashMap<>();
        ((JsonObject) row.getJson(10)).forEach(entry -> options.put(entry.getKey(), String.valueOf(entry.getValue())));
        return new Account(row.getLong(0), row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                Optional.ofNullable(row.getOffsetDateTime(5)).map(OffsetDateTime::toInstant), row.getString(6), row.getOffsetDateTime(7).toInstant(),
                row.getBoolean(8), groups, options);
    }
}
