package scriptorium.auth.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import scriptorium.auth.model.Block;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.AccountChange;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.event.Topics;
import scriptorium.contract.param.Timestamps;
import scriptorium.host.outbox.ChangeNews;
import scriptorium.host.outbox.OutboxSql;

/** Blocks; every change goes out through the outbox in its own transaction, with its log entry, and ends the cached identities that it concerns. */
@ApplicationScoped
public class Blocks {

    private static final String SELECT = """
            SELECT b.id, b.target, coalesce(b.account_id, 0), coalesce(b.parent_id, 0), b.by_id, b.by_name, b.made_at, b.expires_at, b.reason, b.is_anon_only,
            b.is_no_create, b.is_autoblocking, b.is_no_email, b.is_hidden, b.is_user_talk_allowed, b.is_partial, b.page_ids, b.page_titles, b.namespaces
            FROM block b WHERE (b.expires_at IS NULL OR b.expires_at > $1) AND\s""";
    private static final String BY_TARGET = SELECT + "b.target = $2 AND b.parent_id IS NULL";
    private static final String BY_ID = SELECT + "b.id = $2";
    /** An account's own block counts before those of its address; a narrow range before a wide one. */
    private static final String IN_FORCE = SELECT + """
            (b.account_id = $2 OR b.address >>= $3::text::inet AND ($2 = 0 OR NOT b.is_anon_only))
            ORDER BY (b.account_id = $2) DESC NULLS LAST, b.is_partial, masklen(b.address) DESC, b.id LIMIT 1""";
    private static final String CLEAR = "DELETE FROM block WHERE target = $1 AND parent_id IS NULL AND (expires_at <= $2 OR $3)";
    private static final String INSERT = """
            INSERT INTO block (target, account_id, address, parent_id, by_id, by_name, made_at, expires_at, reason, is_anon_only, is_no_create, is_autoblocking,
            is_no_email, is_hidden, is_user_talk_allowed, is_partial, page_ids, page_titles, namespaces)
            VALUES ($1, $2, $3::text::inet, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) ON CONFLICT DO NOTHING RETURNING id""";
    private static final String UPDATE = """
            UPDATE block SET by_id = $2, by_name = $3, made_at = $4, expires_at = $5, reason = $6, is_anon_only = $7, is_no_create = $8, is_autoblocking = $9,
            is_no_email = $10, is_hidden = $11, is_user_talk_allowed = $12, is_partial = $13, page_ids = $14, page_titles = $15, namespaces = $16 WHERE id = $1""";
    private static final String DELETE = "DELETE FROM block WHERE id = $1 OR parent_id = $1 RETURNING id";
    private static final String HIDE = "UPDATE account SET hidden = $2 WHERE id = $1";
    private static final String NEXT_IDS = "SELECT nextval('log_id'), nextval('rc_id'), nextval('block_change')";

    private final Pool pool;
    private final ChangeNews news;

    Blocks(Pool pool, ChangeNews news) {
        this.pool = pool;
        this.news = news;
    }

    public Uni<Optional<Block>> byTarget(String target, Instant now) {
        return pool.preparedQuery(BY_TARGET).execute(Tuple.of(time(now), target)).map(Blocks::first);
    }

    public Uni<Optional<Block>> byId(long id, Instant now) {
        return pool.preparedQuery(BY_ID).execute(Tuple.of(time(now), id)).map(Blocks::first);
    }

    /** The block that keeps somebody from editing: of the account (0 for nobody's), or of the address. */
    public Uni<Optional<Block>> inForce(long accountId, String ip, Instant now) {
        return pool.preparedQuery(IN_FORCE).execute(Tuple.of(time(now), accountId, ip)).map(Blocks::first);
    }

    /** What a change of a block is told with. */
    public record Told(String action, long performerId, String performer, String reason, ObjectNode params, List<String> tags, Instant now) {}

    /** What came of setting one. */
    public record Set(long id, Position position) {}

    /** Sets a new block; empty when the target has one in force. */
    public Uni<Optional<Set>> add(Block block, Told told) {
        return pool.withTransaction(c -> c.preparedQuery(CLEAR).execute(Tuple.of(block.target(), time(told.now()), false))
                .chain(() -> c.preparedQuery(INSERT).execute(row(block)))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().item(Optional.empty())
                        : finish(c, withId(block, rows.iterator().next().getLong(0)), told).map(Optional::of)));
    }

    /** Changes a block that is in force. */
    public Uni<Set> change(Block block, Told told) {
        List<Object> row = new ArrayList<>(List.of(block.id()));
        row.addAll(common(block));
        return pool.withTransaction(c -> c.preparedQuery(UPDATE).execute(Tuple.from(row)).chain(() -> finish(c, block, told)));
    }

    private Uni<Set> finish(SqlConnection c, Block block, Told told) {
        return hide(c, block, block.flags().hideName()).chain(() -> tell(c, block, "block", told)).map(position -> new Set(block.id(), position));
    }

    private static Uni<Void> hide(SqlConnection c, Block block, boolean hidden) {
        return block.accountId() == 0 ? Uni.createFrom().voidItem() : c.preparedQuery(HIDE).execute(Tuple.of(block.accountId(), hidden)).replaceWithVoid();
    }

    /** Lifts a block, and those of addresses that came of it. */
    public Uni<Position> remove(Block block, Told told) {
        return pool.withTransaction(c -> c.preparedQuery(DELETE).execute(Tuple.of(block.id())).chain(rows -> {
            List<Long> gone = new ArrayList<>();
            rows.forEach(row -> gone.add(row.getLong(0)));
            Uni<Void> others = Uni.createFrom().voidItem();
            for (Long id : gone) {
                others = id == block.id() ? others : others.chain(() -> event(c, id, "unblock", Optional.empty(), told, false).replaceWithVoid());
            }
            return others.chain(() -> hide(c, block, false)).chain(() -> tell(c, block, "unblock", told));
        }));
    }

    /** Blocks an address because a blocked account came from it; nothing when it is so already. */
    public Uni<Void> addAutomatic(Block block, Instant now) {
        Told quietly = new Told("", block.byId(), block.by(), block.reason(), JsonNodeFactory.instance.objectNode(), List.of(), now);
        return pool.withTransaction(c -> c.preparedQuery(INSERT).execute(row(block)).chain(rows -> rows.size() == 0
                ? Uni.createFrom().voidItem()
                : event(c, rows.iterator().next().getLong(0), "block", Optional.of(block), quietly, false).chain(() -> stale(c, "*"))));
    }

    private Uni<Position> tell(SqlConnection c, Block block, String kind, Told told) {
        return event(c, block.id(), kind, Optional.of(block), told, true)
                .call(() -> stale(c, block.accountId() > 0 && !block.flags().autoblock() ? "user:" + block.accountId() : "*"));
    }

    private static Uni<Void> stale(SqlConnection c, String whom) {
        return c.preparedQuery(OutboxSql.INSERT).execute(Tuple.of(Topics.IDENTITY_CHANGE, whom, "[\"" + whom + "\"]")).replaceWithVoid();
    }

    private Uni<Position> event(SqlConnection c, long id, String kind, Optional<Block> block, Told told, boolean logged) {
        return c.query(NEXT_IDS).execute().chain(rows -> {
            Row ids = rows.iterator().next();
            String time = Timestamps.iso(told.now());
            String key = "block:" + id;
            LogEntry log = new LogEntry(ids.getLong(0), kind.equals("block") && block.map(b -> b.flags().hideName()).orElse(false) ? "suppress" : "block", told.action(), time,
                    told.performerId(), told.performer(), 2, block.map(Block::target).orElse(""), 0, told.reason(), told.params(), told.tags());
            RecentChange change = RecentChange.ofLog(ids.getLong(1), 0);
            boolean open = logged && !log.type().equals("suppress");
            AccountChange event = new AccountChange(UUID.randomUUID().toString(), time, kind, key, ids.getLong(2), Optional.empty(),
                    kind.equals("block") ? block.map(b -> told(withId(b, id))) : Optional.empty(), logged ? List.of(log) : List.of(),
                    open ? List.of(change) : List.of());
            List<Tuple> rowsOut = new ArrayList<>(List.of(Tuple.of(Topics.ACCOUNT_CHANGE, key, EventJson.write(event))));
            if (open) {
                rowsOut.add(Tuple.of(Topics.RECENT_CHANGE, key, news.logged(log, change, "").toString()));
            }
            return c.preparedQuery(OutboxSql.INSERT).executeBatch(rowsOut).replaceWith(new Position(Topics.ACCOUNT_CHANGE, key, ids.getLong(2)));
        });
    }

    private static AccountChange.Block told(Block b) {
        return new AccountChange.Block(b.id(), b.target(), b.accountId(), b.byId(), b.by(), Timestamps.iso(b.madeAt()),
                b.expiresAt().map(Timestamps::iso).orElse("infinity"), b.reason(), b.automatic(), b.flags().anonOnly(), b.flags().noCreate(), b.flags().autoblock(),
                b.flags().noEmail(), b.flags().hideName(), b.flags().allowUserTalk(), b.partial(), restrictions(b), List.of());
    }

    private static ObjectNode restrictions(Block block) {
        ObjectNode restrictions = JsonNodeFactory.instance.objectNode();
        if (!block.pageIds().isEmpty()) {
            ArrayNode pages = restrictions.putArray("pages");
            for (int i = 0; i < block.pageIds().size(); i++) {
                String[] parts = block.pages().get(i).split(":", 2);
                pages.addObject().put("id", block.pageIds().get(i)).put("ns", Integer.parseInt(parts[0])).put("title", parts[1]);
            }
        }
        if (!block.namespaces().isEmpty()) {
            ArrayNode namespaces = restrictions.putArray("namespaces");
            block.namespaces().stream().sorted().forEach(namespaces::add);
        }
        return restrictions;
    }

    private static Tuple row(Block b) {
        List<Object> row = new ArrayList<>(Arrays.asList(b.target(), b.accountId() > 0 ? b.accountId() : null, b.accountId() > 0 ? null : b.target(),
                b.parentId() > 0 ? b.parentId() : null));
        row.addAll(common(b));
        return Tuple.from(row);
    }

    private static List<Object> common(Block b) {
        return Arrays.asList(b.byId(), b.by(), time(b.madeAt()), b.expiresAt().map(Blocks::time).orElse(null), b.reason(), b.flags().anonOnly(),
                b.flags().noCreate(), b.flags().autoblock(), b.flags().noEmail(), b.flags().hideName(), b.flags().allowUserTalk(), b.partial(),
                b.pageIds().toArray(Long[]::new), b.pages().toArray(String[]::new), b.namespaces().toArray(Integer[]::new));
    }

    private static Block withId(Block b, long id) {
        return new Block(id, b.target(), b.accountId(), b.parentId(), b.byId(), b.by(), b.madeAt(), b.expiresAt(), b.reason(), b.flags(), b.partial(), b.pageIds(),
                b.pages(), b.namespaces());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Optional<Block> first(RowSet<Row> rows) {
        var row = rows.iterator();
        return row.hasNext() ? Optional.of(READ.apply(row.next())) : Optional.empty();
    }

    private static final Function<Row, Block> READ = row -> new Block(row.getLong(0), row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4),
            row.getString(5), row.getOffsetDateTime(6).toInstant(), Optional.ofNullable(row.getOffsetDateTime(7)).map(OffsetDateTime::toInstant), row.getString(8),
            new Block.Flags(row.getBoolean(9), row.getBoolean(10), row.getBoolean(11), row.getBoolean(12), row.getBoolean(13), row.getBoolean(14)),
            row.getBoolean(15), List.of(row.getArrayOfLongs(16)), List.of(row.getArrayOfStrings(17)), List.of(row.getArrayOfIntegers(18)));
}
