package scriptorium.page.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.event.TagChange;
import scriptorium.contract.event.Topics;
import scriptorium.host.outbox.ChangeNews;
import scriptorium.host.outbox.OutboxSql;

/** The change tags that the wiki has defined. */
@ApplicationScoped
public class TagStore {

    private static final String APPLICABLE = "SELECT name FROM change_tag WHERE name = ANY($1) AND is_defined AND is_active";
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('change_tag'))";
    private static final String FIND = "SELECT name, is_defined, is_active, change_seq FROM change_tag WHERE name = $1";
    private static final String PUT = """
            INSERT INTO change_tag (name, is_defined, is_active, change_seq) VALUES ($1, $2, $3, $4)
            ON CONFLICT (name) DO UPDATE SET is_defined = excluded.is_defined, is_active = excluded.is_active, change_seq = excluded.change_seq""";
    private static final String LOG_IDS = "SELECT nextval('log_id'), nextval('rc_id')";
    private static final String LOG = """
            INSERT INTO log_entry (id, rc_id, type, action, made_at, user_id, user_name, namespace, title, page_id, comment, params, tags)
            VALUES ($1, 0, $2, $3, $4::timestamptz, $5, $6, $7, $8, 0, $9, $10, $11)""";
    private static final String USED_ON = """
            SELECT count(*) FROM (SELECT 1 FROM revision WHERE tags <> '' AND string_to_array(tags, '|') @> ARRAY[$1] LIMIT $2) r""";
    private static final String USES = "SELECT r.page_id, array_agg(r.id) FROM revision r WHERE r.tags <> '' AND string_to_array(r.tags, '|') @> ARRAY[$1] GROUP BY r.page_id";

    private final Pool pool;
    private final ChangeNews news;

    TagStore(Pool pool, ChangeNews news) {
        this.pool = pool;
        this.news = news;
    }

    /** A tag of the wiki's own. One that was deleted keeps its row for the sequence. */
    public record Tag(String name, boolean defined, boolean active, long changeSeq) {}

    /** Those of the names that users may apply. */
    public Uni<Set<String>> applicable(Collection<String> names) {
        return pool.preparedQuery(APPLICABLE).execute(Tuple.of(names.toArray(String[]::new))).map(rows -> new TreeSet<>(Rows.all(rows, row -> row.getString(0))));
    }

    public Uni<Optional<Tag>> find(String name) {
        return pool.preparedQuery(FIND).execute(Tuple.of(name)).map(rows -> Rows.first(rows, row -> new Tag(row.getString(0), row.getBoolean(1), row.getBoolean(2),
                row.getLong(3))));
    }

    /** How many revisions carry a tag; counted up to a limit. */
    public Uni<Long> uses(String name, int limit) {
        return pool.preparedQuery(USED_ON).execute(Tuple.of(name, limit)).map(rows -> rows.iterator().next().getLong(0));
    }

    /** Pages and those of their revisions that carry a tag. */
    public Uni<List<Use>> usedBy(String name) {
        return pool.preparedQuery(USES).execute(Tuple.of(name)).map(rows -> Rows.all(rows, row -> new Use(row.getLong(0), List.of(row.getArrayOfLongs(1)))));
    }

    public record Use(long pageId, List<Long> revisions) {}

    /** A tag as it is to be from now on, with the log entry that says so. */
    public record Saved(long logId, Position position) {}

    /** Saves a tag and tells of it; {@code log} makes the entry from its id. */
    public Uni<Saved> save(String name, boolean defined, boolean active, String time, Function<Long, LogEntry> log) {
        return pool.withTransaction(c -> c.query(LOCK).execute()
                .chain(() -> c.preparedQuery(FIND).execute(Tuple.of(name)))
                .chain(rows -> {
                    long seq = Rows.first(rows, row -> row.getLong(3)).orElse(0L) + 1;
                    return c.preparedQuery(PUT).execute(Tuple.of(name, defined, active, seq))
                            .chain(() -> c.query(LOG_IDS).execute())
                            .map(ids -> ids.iterator().next())
                            .chain(ids -> tell(c, name, defined, active, seq, time, log.apply(ids.getLong(0)), ids.getLong(1)));
                }));
    }

    private Uni<Saved> tell(SqlConnection c, String name, boolean defined, boolean active, long seq, String time, LogEntry e, long recentChangeId) {
        TagChange change = new TagChange(java.util.UUID.randomUUID().toString(), time, name, seq, defined, active, List.of(e), recentChangeId);
        return c.preparedQuery(LOG).execute(Tuple.from(List.of(e.id(), e.type(), e.action(), java.time.OffsetDateTime.parse(e.timestamp()), e.userId(), e.userName(),
                        e.namespace(), e.title(), e.comment(), e.params().toString(), String.join("|", e.tags()))))
                .chain(() -> c.preparedQuery(OutboxSql.INSERT).executeBatch(List.of(Tuple.of(Topics.TAG_CHANGE, name, EventJson.write(change)),
                        Tuple.of(Topics.RECENT_CHANGE, name, news.logged(e, RecentChange.ofLog(recentChangeId, 0), "").toString()))))
                .replaceWith(new Saved(e.id(), new Position(Topics.TAG_CHANGE, name, seq)));
    }
}
