package scriptorium.page.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.LogEntry;
import scriptorium.host.outbox.OutboxSql;
import scriptorium.page.model.Page;
import scriptorium.page.model.Protection;
import scriptorium.page.model.Revision;
import scriptorium.wikitext.title.Title;

/**
 * One transaction that has locked its titles. What stands there was read when it began; what is written is gathered and sent with the commit, in the order in
 * which it was said. Used by one request only; not thread-safe.
 */
public final class PageChanges {

    private static final String LOCK = "SELECT pg_advisory_xact_lock($1)";
    private static final String IDS = """
            SELECT nextval('revision_id'), nextval('log_id'), nextval('rc_id'), nextval(pg_get_serial_sequence('page', 'id')), nextval('watch_seq')""";
    private static final String REVISION_IDS = "SELECT nextval('revision_id') FROM generate_series(1, $1)";
    private static final String PAGES = """
            SELECT %s FROM page p JOIN unnest($1::integer[], $2::text[]) AS wanted (namespace, title)
            ON p.namespace = wanted.namespace AND p.title = wanted.title WHERE NOT p.is_deleted""".formatted(Rows.PAGE);
    private static final String PROTECTIONS = """
            SELECT p.namespace, p.title, p.type, p.level, p.expires_at, p.is_cascading FROM protection p
            JOIN unnest($1::integer[], $2::text[]) AS wanted (namespace, title) ON p.namespace = wanted.namespace AND p.title = wanted.title
            WHERE p.expires_at IS NULL OR p.expires_at > now() ORDER BY p.type""";
    private static final String WATCHED = """
            SELECT w.namespace, w.title, w.expires_at FROM watched w JOIN unnest($1::integer[], $2::text[]) AS wanted (namespace, title)
            ON w.namespace = wanted.namespace AND w.title = wanted.title WHERE w.user_id = $3 AND (w.expires_at IS NULL OR w.expires_at > now())""";
    private static final String INSERT_PAGE = """
            INSERT INTO page (id, namespace, title, is_redirect, content_model, latest_revision_id, length, change_seq, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""";
    private static final String UPDATE_PAGE = """
            UPDATE page SET namespace = $2, title = $3, is_deleted = $4, is_redirect = $5, content_model = $6, latest_revision_id = $7, length = $8,
            change_seq = $9, changed_at = $10, language = $11 WHERE id = $1""";
    private static final String INSERT_REVISION = """
            INSERT INTO revision (id, page_id, parent_id, made_at, user_id, user_name, is_minor, size, sha1, comment, content_model, text, visibility, tags,
            rc_id, is_patrolled) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)""";
    private static final String ANNOTATE = "UPDATE revision SET visibility = $2, tags = $3 WHERE id = $1";
    private static final String PATROL = "UPDATE revision SET is_patrolled = true WHERE id = $1";
    private static final String ARCHIVE = "UPDATE revision SET is_archived = true WHERE page_id = $1 AND NOT is_archived";
    private static final String DELETED_PAGES = "SELECT " + Rows.PAGE
            + " FROM page p WHERE p.namespace = $1 AND p.title = $2 AND p.is_deleted ORDER BY p.changed_at DESC, p.id DESC";
    private static final String DELETED_REVISIONS = "SELECT " + Rows.REVISION + " FROM revision r WHERE r.page_id = ANY($1) AND r.is_archived ORDER BY r.id";
    private static final String REVISIONS = "SELECT " + Rows.REVISION + " FROM revision r WHERE r.id = ANY($1) ORDER BY r.id";
    private static final String PAGE_BY_ID = "SELECT " + Rows.PAGE + " FROM page p WHERE p.id = $1";
    private static final String RESTORE = "UPDATE revision SET is_archived = false, page_id = $1 WHERE id = ANY($2)";
    private static final String REASSIGN = "UPDATE revision SET page_id = $1 WHERE id = ANY($2)";
    private static final String FORGET = "DELETE FROM page WHERE id = ANY($1)";
    private static final String REVISION = "SELECT " + Rows.REVISION + " FROM revision r WHERE r.id = $1";
    private static final String LAST_BY_OTHERS = "SELECT " + Rows.REVISION + "\n" + """
             FROM revision r WHERE r.page_id = $1 AND NOT r.is_archived AND r.user_name <> $2 ORDER BY r.id DESC LIMIT 1""";
    private static final String AFTER = "SELECT " + Rows.REVISION + "\n" + """
             FROM revision r WHERE r.page_id = $1 AND r.id > $2 AND NOT r.is_archived ORDER BY r.id LIMIT $3""";
    private static final String UP_TO = "SELECT " + Rows.REVISION + "\n" + """
             FROM revision r WHERE r.page_id = $1 AND NOT r.is_archived AND r.made_at <= $2 ORDER BY r.id LIMIT $3""";
    private static final String FIRST = "SELECT " + Rows.REVISION + "\n" + """
             FROM revision r WHERE r.page_id = $1 AND NOT r.is_archived ORDER BY r.made_at, r.id LIMIT 1""";
    private static final String CLEAR_PROTECTION = "DELETE FROM protection WHERE namespace = $1 AND title = $2";
    private static final String PROTECT = "INSERT INTO protection (namespace, title, type, level, expires_at, is_cascading) VALUES ($1, $2, $3, $4, $5, $6)";
    private static final String MOVE_PROTECTION = "UPDATE protection SET namespace = $3, title = $4 WHERE namespace = $1 AND title = $2";
    private static final String WATCH = """
            INSERT INTO watched (user_id, namespace, title, expires_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (user_id, namespace, title) DO UPDATE SET expires_at = excluded.expires_at""";
    private static final String UNWATCH = "DELETE FROM watched WHERE user_id = $1 AND namespace = $2 AND title = $3";
    private static final String MOVE_WATCHERS = """
            INSERT INTO watched (user_id, namespace, title, expires_at) SELECT user_id, $3, $4, expires_at FROM watched WHERE namespace = $1 AND title = $2
            ON CONFLICT DO NOTHING""";
    private static final String LOG = """
            INSERT INTO log_entry (id, rc_id, type, action, made_at, user_id, user_name, namespace, title, page_id, comment, params, tags, visibility)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            ON CONFLICT (id) DO UPDATE SET tags = excluded.tags, visibility = excluded.visibility""";
    private static final String TITLE_SEQ = "SELECT nextval('title_seq')";

    private record Statement(String sql, List<Tuple> rows) {}

    private final SqlConnection connection;
    private final long userId;
    private final Map<Title, Page> pages = new HashMap<>();
    private final Map<Title, List<Protection>> protections = new HashMap<>();
    private final Map<Title, Optional<Instant>> watched = new HashMap<>();
    private final List<Statement> statements = new ArrayList<>();
    private final List<Position> positions = new ArrayList<>();
    private Ids ids = new Ids(0, 0, 0, 0);
    private long watchSeq;

    private PageChanges(SqlConnection connection, long userId) {
        this.connection = connection;
        this.userId = userId;
    }

    static Uni<PageChanges> begin(SqlConnection connection, Collection<Title> titles, long userId) {
        PageChanges changes = new PageChanges(connection, userId);
        Set<Title> subjects = new LinkedHashSet<>();
        titles.forEach(title -> subjects.add(subject(title)));
        List<Uni<?>> sent = new ArrayList<>();
        sent.add(connection.query("BEGIN").execute());
        subjects.stream().map(PageChanges::lockOf).distinct().sorted().forEach(lock -> sent.add(connection.preparedQuery(LOCK).execute(Tuple.of(lock))));
        sent.add(connection.query(IDS).execute().invoke(changes::readIds));
        sent.add(connection.preparedQuery(PAGES).execute(Rows.titles(titles)).invoke(rows -> rows.forEach(changes::readPage)));
        sent.add(connection.preparedQuery(PROTECTIONS).execute(Rows.titles(titles)).invoke(rows -> rows.forEach(changes::readProtection)));
        if (userId > 0) {
            sent.add(connection.preparedQuery(WATCHED).execute(Rows.titles(subjects).addValue(userId)).invoke(rows -> rows.forEach(changes::readWatched)));
        }
        return Uni.combine().all().unis(sent).discardItems().replaceWith(changes);
    }

    /** The page that a talk page talks about; any other title is its own. */
    public static Title subject(Title title) {
        return title.namespace() > 0 && title.namespace() % 2 == 1 ? Title.of(title.namespace() - 1, title.text()) : title.withoutFragment();
    }

    private static long lockOf(Title title) {
        long hash = 1125899906842597L + title.namespace();
        for (int i = 0; i < title.text().length(); i++) {
            hash = 31 * hash + title.text().charAt(i);
        }
        return hash;
    }

    private void readIds(RowSet<Row> rows) {
        Row row = rows.iterator().next();
        ids = new Ids(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3));
        watchSeq = row.getLong(4);
    }

    private void readPage(Row row) {
        Page page = Rows.page(row);
        pages.put(page.title(), page);
    }

    private void readProtection(Row row) {
        protections.computeIfAbsent(Title.of(row.getInteger(0), row.getString(1)), _ -> new ArrayList<>()).add(Rows.protection(row, 2));
    }

    private void readWatched(Row row) {
        watched.put(Title.of(row.getInteger(0), row.getString(1)), Optional.ofNullable(row.getOffsetDateTime(2)).map(OffsetDateTime::toInstant));
    }

    /** Ids for what one change may make. Numbers that are not used are lost, as in MediaWiki. */
    public record Ids(long revision, long log, long recentChange, long page) {}

    /** The ids of this transaction's first change. */
    public Ids ids() {
        return ids;
    }

    /** Ids for a further change in the same transaction. */
    public Uni<Ids> moreIds() {
        return connection.query(IDS).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Ids(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3));
        });
    }

    /** Ids for so many revisions more. */
    public Uni<List<Long>> revisionIds(int count) {
        return connection.preparedQuery(REVISION_IDS).execute(Tuple.of(count)).map(rows -> {
            List<Long> ids = new ArrayList<>();
            rows.forEach(row -> ids.add(row.getLong(0)));
            return ids;
        });
    }

    /** Numbers what is told of a watch list; drawn while the title is locked. */
    public long watchSeq() {
        return watchSeq;
    }

    /** Numbers what is told of a title without a page. */
    public Uni<Long> titleSeq() {
        return connection.query(TITLE_SEQ).execute().map(rows -> rows.iterator().next().getLong(0));
    }

    public Optional<Page> page(Title title) {
        return Optional.ofNullable(pages.get(title));
    }

    public List<Protection> protections(Title title) {
        return List.copyOf(protections.getOrDefault(title, List.of()));
    }

    public long userId() {
        return userId;
    }

    public boolean watches(Title title) {
        return watched.containsKey(subject(title));
    }

    public Optional<Instant> watchExpiry(Title title) {
        return watched.getOrDefault(subject(title), Optional.empty());
    }

    public Uni<Revision> revision(long id) {
        return connection.preparedQuery(REVISION).execute(Tuple.of(id)).map(rows -> Rows.revision(rows.iterator().next()));
    }

    public Uni<List<Revision>> revisions(List<Long> some) {
        return connection.preparedQuery(REVISIONS).execute(Tuple.of(some.toArray(Long[]::new))).map(rows -> Rows.all(rows, Rows::revision));
    }

    /** A page by its id, also a deleted one. */
    public Uni<Optional<Page>> pageById(long id) {
        return connection.preparedQuery(PAGE_BY_ID).execute(Tuple.of(id)).map(rows -> Rows.first(rows, Rows::page));
    }

    /** The last revision that somebody else has made. */
    public Uni<Optional<Revision>> lastByOthers(long pageId, String userName) {
        return connection.preparedQuery(LAST_BY_OTHERS).execute(Tuple.of(pageId, userName)).map(rows -> Rows.first(rows, Rows::revision));
    }

    /** Revisions of a page after one, oldest first. */
    public Uni<List<Revision>> after(long pageId, long revisionId, int limit) {
        return connection.preparedQuery(AFTER).execute(Tuple.of(pageId, revisionId, limit)).map(rows -> Rows.all(rows, Rows::revision));
    }

    /** Revisions of a page that are not newer than a time, oldest first. */
    public Uni<List<Revision>> upTo(long pageId, Instant time, int limit) {
        return connection.preparedQuery(UP_TO).execute(Tuple.of(pageId, utc(time), limit)).map(rows -> Rows.all(rows, Rows::revision));
    }

    /** The oldest revision of a page. */
    public Uni<Optional<Revision>> first(long pageId) {
        return connection.preparedQuery(FIRST).execute(Tuple.of(pageId)).map(rows -> Rows.first(rows, Rows::revision));
    }

    public Uni<List<Page>> deletedPages(Title title) {
        return connection.preparedQuery(DELETED_PAGES).execute(Tuple.of(title.namespace(), title.text())).map(rows -> Rows.all(rows, Rows::page));
    }

    public Uni<List<Revision>> deletedRevisions(List<Long> pageIds) {
        return connection.preparedQuery(DELETED_REVISIONS).execute(Tuple.of(pageIds.toArray(Long[]::new))).map(rows -> Rows.all(rows, Rows::revision));
    }

    /** A new page. What protects a deleted one of the same title stays behind: it protects that one again when it comes back before. */
    public PageChanges insert(Page page) {
        if (!protections(page.title()).isEmpty()) {
            add(CLEAR_PROTECTION, page.title().namespace(), page.title().text());
        }
        return add(INSERT_PAGE, page.id(), page.title().namespace(), page.title().text(), page.redirect(), page.contentModel(), page.latestRevisionId(), page.length(),
                page.changeSeq(), utc(page.changedAt()));
    }

    public PageChanges update(Page page) {
        return add(UPDATE_PAGE, page.id(), page.title().namespace(), page.title().text(), page.deleted(), page.redirect(), page.contentModel(),
                page.latestRevisionId(), page.length(), page.changeSeq(), utc(page.changedAt()), page.language());
    }

    public PageChanges insert(Revision r) {
        return add(INSERT_REVISION, r.id(), r.pageId(), r.parentId(), utc(r.madeAt()), r.userId(), r.userName(), r.minor(), r.size(), r.sha1(), r.comment(),
                r.contentModel(), r.text(), r.visibility(), String.join("|", r.tags()), r.recentChangeId(), r.patrolled());
    }

    /** Keeps a revision's tags and what is hidden of it. */
    public PageChanges annotate(Revision r) {
        return add(ANNOTATE, r.id(), r.visibility(), String.join("|", r.tags()));
    }

    public PageChanges patrol(Revision r) {
        return add(PATROL, r.id());
    }

    /** Takes all revisions of a page out of sight. */
    public PageChanges archive(long pageId) {
        return add(ARCHIVE, pageId);
    }

    public PageChanges restore(long pageId, List<Long> revisionIds) {
        return add(RESTORE, pageId, revisionIds.toArray(Long[]::new));
    }

    /** Makes revisions those of another page. */
    public PageChanges reassign(long pageId, List<Long> revisionIds) {
        return add(REASSIGN, pageId, revisionIds.toArray(Long[]::new));
    }

    /** Removes rows of deleted pages that have no revisions left. */
    public PageChanges forget(List<Long> pageIds) {
        return pageIds.isEmpty() ? this : add(FORGET, (Object) pageIds.toArray(Long[]::new));
    }

    public PageChanges protect(Title title, List<Protection> wanted) {
        add(CLEAR_PROTECTION, title.namespace(), title.text());
        for (Protection p : wanted) {
            add(PROTECT, title.namespace(), title.text(), p.type(), p.level(), p.expiresAt().map(PageChanges::utc).orElse(null), p.cascading());
        }
        return this;
    }

    /** Protections go with the page; who watches it watches it under its new title, too. */
    public PageChanges moveAlong(Title from, Title to) {
        add(CLEAR_PROTECTION, to.namespace(), to.text());
        add(MOVE_PROTECTION, from.namespace(), from.text(), to.namespace(), to.text());
        return subject(from).equals(from) ? add(MOVE_WATCHERS, from.namespace(), from.text(), subject(to).namespace(), to.text()) : this;
    }

    public PageChanges watch(Title title, Optional<Instant> expiresAt) {
        Title subject = subject(title);
        return add(WATCH, userId, subject.namespace(), subject.text(), expiresAt.map(PageChanges::utc).orElse(null));
    }

    public PageChanges unwatch(Title title) {
        Title subject = subject(title);
        return add(UNWATCH, userId, subject.namespace(), subject.text());
    }

    /** Keeps a log entry; one that is there already gets its tags and what is hidden of it. */
    public PageChanges log(LogEntry e, long rcId) {
        return add(LOG, e.id(), rcId, e.type(), e.action(), utc(Instant.parse(e.timestamp())), e.userId(), e.userName(), e.namespace(), e.title(), e.pageId(),
                e.comment(), e.params().toString(), String.join("|", e.tags()), e.visibility());
    }

    /** What the world is told, in the order given; and where in the streams it will be. */
    public PageChanges tell(List<News> news, Position position) {
        statements.add(new Statement(OutboxSql.INSERT, news.stream().map(item -> Tuple.of(item.topic(), item.key(), item.payload())).toList()));
        positions.add(position);
        return this;
    }

    /** Where the streams will be when everything is told. */
    public List<Position> positions() {
        return List.copyOf(positions);
    }

    /** A message for the outbox. */
    public record News(String topic, String key, String payload) {}

    private PageChanges add(String sql, Object... arguments) {
        statements.add(new Statement(sql, List.of(Tuple.from(Arrays.asList(arguments)))));
        return this;
    }

    /** Sends what has been gathered and the end of the transaction in one go: a statement that fails undoes all of it. */
    Uni<Void> commit() {
        List<Uni<?>> sent = new ArrayList<>(statements.size() + 1);
        for (Statement statement : statements) {
            var query = connection.preparedQuery(statement.sql());
            sent.add(statement.rows().size() == 1 ? query.execute(statement.rows().getFirst()) : query.executeBatch(statement.rows()));
        }
        sent.add(connection.query("COMMIT").execute());
        return Uni.combine().all().unis(sent).discardItems();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
