package scriptorium.page.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scriptorium.host.outbox.OutboxSql;
import scriptorium.page.model.Page;
import scriptorium.page.model.Protection;
import scriptorium.page.model.Revision;
import scriptorium.wikitext.title.Title;

/** Changes of pages inside one transaction that has locked their titles. */
public final class PageChanges {

    private static final String LOCK = "SELECT pg_advisory_xact_lock($1)";
    private static final String IDS = "SELECT nextval('revision_id'), nextval('log_id'), nextval('rc_id'), nextval(pg_get_serial_sequence('page', 'id'))";
    private static final String LOG_IDS = "SELECT nextval('log_id'), nextval('rc_id')";
    private static final String INSERT_PAGE = """
            INSERT INTO page (id, namespace, title, is_redirect, content_model, latest_revision_id, length, change_seq, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)""";
    private static final String UPDATE_PAGE = """
            UPDATE page SET namespace = $2, title = $3, is_deleted = $4, is_redirect = $5, content_model = $6, latest_revision_id = $7, length = $8,
            change_seq = $9, changed_at = $10 WHERE id = $1""";
    private static final String INSERT_REVISION = """
            INSERT INTO revision (id, page_id, parent_id, made_at, user_id, user_name, is_minor, size, sha1, comment, content_model, text, visibility, tags)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)""";
    private static final String ARCHIVE = "UPDATE revision SET is_archived = true WHERE page_id = $1";
    private static final String DELETED_PAGES = "SELECT " + PageStore.pageColumns()
            + " FROM page p WHERE p.namespace = $1 AND p.title = $2 AND p.is_deleted ORDER BY p.changed_at DESC, p.id DESC";
    private static final String DELETED_REVISIONS = "SELECT " + PageStore.revisionColumns()
            + " FROM revision r WHERE r.page_id = ANY($1) AND r.is_archived ORDER BY r.id";
    private static final String RESTORE = "UPDATE revision SET is_archived = false, page_id = $1 WHERE id = ANY($2)";
    private static final String FORGET = "DELETE FROM page WHERE id = ANY($1)";
    private static final String REVISION = "SELECT " + PageStore.revisionColumns() + " FROM revision r WHERE r.id = $1";
    private static final String CLEAR_PROTECTION = "DELETE FROM protection WHERE namespace = $1 AND title = $2";
    private static final String PROTECT = "INSERT INTO protection (namespace, title, type, level, expires_at, is_cascading) VALUES ($1, $2, $3, $4, $5, $6)";
    private static final String MOVE_PROTECTION = """
            UPDATE protection SET namespace = $3, title = $4 WHERE namespace = $1 AND title = $2""";
    private static final String WATCH = """
            INSERT INTO watched (user_id, namespace, title, expires_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (user_id, namespace, title) DO UPDATE SET expires_at = excluded.expires_at""";
    private static final String UNWATCH = "DELETE FROM watched WHERE user_id = $1 AND namespace = $2 AND title = $3";
    private static final String WATCHES = "SELECT EXISTS (SELECT 1 FROM watched WHERE user_id = $1 AND namespace = $2 AND title = $3)";

    private final SqlConnection connection;
    private final PageStore store;

    PageChanges(SqlConnection connection, PageStore store) {
        this.connection = connection;
        this.store = store;
    }

    Uni<Void> lock(long lock) {
        return connection.preparedQuery(LOCK).execute(Tuple.of(lock)).replaceWithVoid();
    }

    /** Ids for what one change may make. Numbers that are not used are lost, as in MediaWiki. */
    public record Ids(long revision, long log, long recentChange, long page) {}

    public Uni<Ids> ids() {
        return connection.query(IDS).execute().map(rows -> {
            var row = rows.iterator().next();
            return new Ids(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3));
        });
    }

    public Uni<Ids> logIds() {
        return connection.query(LOG_IDS).execute().map(rows -> {
            var row = rows.iterator().next();
            return new Ids(0, row.getLong(0), row.getLong(1), 0);
        });
    }

    public Uni<Optional<Page>> page(Title title) {
        return store.page(connection, title);
    }

    public Uni<Revision> revision(long id) {
        return connection.preparedQuery(REVISION).execute(Tuple.of(id)).map(rows -> PageStore.readRevision(rows.iterator().next()));
    }

    public Uni<List<Protection>> protections(Title title) {
        return store.protections(connection, title);
    }

    public Uni<Void> insert(Page page) {
        return connection.preparedQuery(INSERT_PAGE)
                .execute(Tuple.from(List.of(page.id(), page.title().namespace(), page.title().text(), page.redirect(), page.contentModel(),
                        page.latestRevisionId(), page.length(), page.changeSeq(), page.changedAt().atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    public Uni<Void> update(Page page) {
        return connection.preparedQuery(UPDATE_PAGE)
                .execute(Tuple.from(List.of(page.id(), page.title().namespace(), page.title().text(), page.deleted(), page.redirect(), page.contentModel(),
                        page.latestRevisionId(), page.length(), page.changeSeq(), page.changedAt().atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    public Uni<Void> insert(Revision r) {
        return connection.preparedQuery(INSERT_REVISION)
                .execute(Tuple.from(List.of(r.id(), r.pageId(), r.parentId(), r.madeAt().atOffset(ZoneOffset.UTC), r.userId(), r.userName(), r.minor(), r.size(),
                        r.sha1(), r.comment(), r.contentModel(), r.text(), r.visibility(), String.join("|", r.tags()))))
                .replaceWithVoid();
    }

    /** Takes all revisions of a page out of sight. */
    public Uni<Integer> archive(long pageId) {
        return connection.preparedQuery(ARCHIVE).execute(Tuple.of(pageId)).map(done -> done.rowCount());
    }

    public Uni<List<Page>> deletedPages(Title title) {
        return connection.preparedQuery(DELETED_PAGES).execute(Tuple.of(title.namespace(), title.text())).map(rows -> {
            List<Page> pages = new ArrayList<>();
            rows.forEach(row -> pages.add(PageStore.readPage(row)));
            return pages;
        });
    }

    public Uni<List<Revision>> deletedRevisions(List<Long> pageIds) {
        return connection.preparedQuery(DELETED_REVISIONS).execute(Tuple.of(pageIds.toArray(Long[]::new))).map(rows -> {
            List<Revision> revisions = new ArrayList<>();
            rows.forEach(row -> revisions.add(PageStore.readRevision(row)));
            return revisions;
        });
    }

    public Uni<Void> restore(long pageId, List<Long> revisionIds) {
        return connection.preparedQuery(RESTORE).execute(Tuple.of(pageId, revisionIds.toArray(Long[]::new))).replaceWithVoid();
    }

    /** Removes rows of deleted pages that have no revisions left. */
    public Uni<Void> forget(List<Long> pageIds) {
        return pageIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(FORGET).execute(Tuple.of(pageIds.toArray(Long[]::new))).replaceWithVoid();
    }

    public Uni<Void> protect(Title title, List<Protection> protections) {
        Uni<Void> cleared = connection.preparedQuery(CLEAR_PROTECTION).execute(Tuple.of(title.namespace(), title.text())).replaceWithVoid();
        if (protections.isEmpty()) {
            return cleared;
        }
        List<Tuple> rows = new ArrayList<>();
        for (Protection p : protections) {
            Tuple row = Tuple.of(title.namespace(), title.text(), p.type(), p.level());
            rows.add(row.addValue(p.expiresAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null)).addValue(p.cascading()));
        }
        return cleared.chain(() -> connection.preparedQuery(PROTECT).executeBatch(rows)).replaceWithVoid();
    }

    public Uni<Void> moveProtection(Title from, Title to) {
        return connection.preparedQuery(MOVE_PROTECTION).execute(Tuple.of(from.namespace(), from.text(), to.namespace(), to.text())).replaceWithVoid();
    }

    public Uni<Void> watch(long userId, Title title, boolean watch, Optional<Instant> expiresAt) {
        Tuple row = Tuple.of(userId, title.namespace(), title.text());
        return watch
                ? connection.preparedQuery(WATCH).execute(row.addValue(expiresAt.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))).replaceWithVoid()
                : connection.preparedQuery(UNWATCH).execute(row).replaceWithVoid();
    }

    public Uni<Boolean> watches(long userId, Title title) {
        return connection.preparedQuery(WATCHES).execute(Tuple.of(userId, title.namespace(), title.text())).map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** What the world is told, in the order given. */
    public Uni<Void> tell(List<News> news) {
        return connection.preparedQuery(OutboxSql.INSERT)
                .executeBatch(news.stream().map(item -> Tuple.of(item.topic(), item.key(), item.payload())).toList())
                .replaceWithVoid();
    }

    /** A message for the outbox. */
    public record News(String topic, String key, String payload) {}
}
