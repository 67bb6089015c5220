package scriptorium.page.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import scriptorium.page.model.Page;
import scriptorium.page.model.Protection;
import scriptorium.page.model.Revision;
import scriptorium.wikitext.title.Title;

/** Reads pages; and opens the transactions in which they are changed. */
@ApplicationScoped
public class PageStore {

    private static final String PAGE_COLUMNS =
            "p.id, p.namespace, p.title, p.is_deleted, p.is_redirect, p.content_model, p.latest_revision_id, p.length, p.change_seq, p.changed_at";
    private static final String REVISION_COLUMNS =
            "r.id, r.page_id, r.parent_id, r.made_at, r.user_id, r.user_name, r.is_minor, r.size, r.sha1, r.comment, r.content_model, r.text, r.visibility, r.tags";
    private static final String BY_TITLE = "SELECT " + PAGE_COLUMNS + " FROM page p WHERE p.namespace = $1 AND p.title = $2 AND NOT p.is_deleted";
    private static final String BY_ID = "SELECT " + PAGE_COLUMNS + " FROM page p WHERE p.id = $1 AND NOT p.is_deleted";
    private static final String BY_TITLES = """
            SELECT %s FROM page p JOIN unnest($1::integer[], $2::text[]) AS wanted (namespace, title)
            ON p.namespace = wanted.namespace AND p.title = wanted.title WHERE NOT p.is_deleted""".formatted(PAGE_COLUMNS);
    private static final String CURRENT = "SELECT " + REVISION_COLUMNS + " FROM revision r WHERE r.id = $1";
    private static final String AT_TIME = "SELECT " + REVISION_COLUMNS
            + " FROM revision r WHERE r.page_id = $1 AND NOT r.is_archived AND r.made_at <= $2 ORDER BY r.id DESC LIMIT 1";
    private static final String CURRENT_TEXTS = """
            SELECT p.namespace, p.title, p.id, r.id, r.text, r.content_model FROM page p JOIN unnest($1::integer[], $2::text[]) AS wanted (namespace, title)
            ON p.namespace = wanted.namespace AND p.title = wanted.title JOIN revision r ON r.id = p.latest_revision_id WHERE NOT p.is_deleted""";
    private static final String PROTECTIONS = """
            SELECT type, level, expires_at, is_cascading FROM protection
            WHERE namespace = $1 AND title = $2 AND (expires_at IS NULL OR expires_at > now()) ORDER BY type""";
    private static final String LAST_DELETION = """
            SELECT changed_at FROM page WHERE namespace = $1 AND title = $2 AND is_deleted ORDER BY changed_at DESC LIMIT 1""";
    private static final String OTHER_AUTHORS_SINCE = """
            SELECT EXISTS (SELECT 1 FROM revision WHERE page_id = $1 AND id > $2 AND NOT is_archived AND user_id <> $3)""";

    private final Pool pool;

    PageStore(Pool pool) {
        this.pool = pool;
    }

    /** Runs a change in a transaction that has the titles to itself: in a fixed order, so that no two wait for each other. */
    public <T> Uni<T> change(Collection<Title> titles, Function<PageChanges, Uni<T>> work) {
        List<Long> locks = titles.stream().map(PageStore::lockOf).distinct().sorted().toList();
        return pool.withTransaction(connection -> {
            PageChanges changes = new PageChanges(connection, this);
            Uni<Void> locked = Uni.createFrom().voidItem();
            for (Long lock : locks) {
                locked = locked.chain(() -> changes.lock(lock));
            }
            return locked.chain(() -> work.apply(changes));
        });
    }

    private static long lockOf(Title title) {
        long hash = 1125899906842597L + title.namespace();
        for (int i = 0; i < title.text().length(); i++) {
            hash = 31 * hash + title.text().charAt(i);
        }
        return hash;
    }

    public Uni<Optional<Page>> page(Title title) {
        return page(pool, title);
    }

    public Uni<Optional<Page>> page(long id) {
        return pool.preparedQuery(BY_ID).execute(Tuple.of(id)).map(PageStore::firstPage);
    }

    Uni<Optional<Page>> page(SqlClient client, Title title) {
        return client.preparedQuery(BY_TITLE).execute(Tuple.of(title.namespace(), title.text())).map(PageStore::firstPage);
    }

    public Uni<List<Page>> pages(Collection<Title> titles) {
        return pool.preparedQuery(BY_TITLES).execute(titleArrays(titles)).map(rows -> {
            List<Page> pages = new ArrayList<>();
            rows.forEach(row -> pages.add(readPage(row)));
            return pages;
        });
    }

    /** A title with the text that stands there. */
    public record CurrentText(Title title, long pageId, long revisionId, String text, String contentModel) {}

    public Uni<List<CurrentText>> texts(Collection<Title> titles) {
        return pool.preparedQuery(CURRENT_TEXTS).execute(titleArrays(titles)).map(rows -> {
            List<CurrentText> texts = new ArrayList<>();
            rows.forEach(row -> texts.add(new CurrentText(Title.of(row.getInteger(0), row.getString(1)), row.getLong(2), row.getLong(3), row.getString(4),
                    row.getString(5))));
            return texts;
        });
    }

    private static Tuple titleArrays(Collection<Title> titles) {
        return Tuple.of(titles.stream().map(Title::namespace).toArray(Integer[]::new), titles.stream().map(Title::text).toArray(String[]::new));
    }

    /** A revision, also of a deleted page. */
    public Uni<Optional<Revision>> revision(long id) {
        return pool.preparedQuery(CURRENT).execute(Tuple.of(id)).map(PageStore::firstRevision);
    }

    /** The revision that was current at a time. */
    public Uni<Optional<Revision>> revisionAt(long pageId, OffsetDateTime time) {
        return pool.preparedQuery(AT_TIME).execute(Tuple.of(pageId, time)).map(PageStore::firstRevision);
    }

    public Uni<List<Protection>> protections(Title title) {
        return protections(pool, title);
    }

    Uni<List<Protection>> protections(SqlClient client, Title title) {
        return client.preparedQuery(PROTECTIONS).execute(Tuple.of(title.namespace(), title.text())).map(rows -> {
            List<Protection> protections = new ArrayList<>();
            rows.forEach(row -> protections.add(new Protection(row.getString(0), row.getString(1),
                    Optional.ofNullable(row.getOffsetDateTime(2)).map(OffsetDateTime::toInstant), row.getBoolean(3))));
            return protections;
        });
    }

    /** When a page of this title was last deleted. */
    public Uni<Optional<OffsetDateTime>> lastDeletion(Title title) {
        return pool.preparedQuery(LAST_DELETION).execute(Tuple.of(title.namespace(), title.text())).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? Optional.of(row.next().getOffsetDateTime(0)) : Optional.empty();
        });
    }

    /** Whether somebody else has edited a page after a revision. */
    public Uni<Boolean> editedByOthersSince(long pageId, long revisionId, long userId) {
        return pool.preparedQuery(OTHER_AUTHORS_SINCE).execute(Tuple.of(pageId, revisionId, userId)).map(rows -> rows.iterator().next().getBoolean(0));
    }

    private static Optional<Page> firstPage(RowSet<Row> rows) {
        var row = rows.iterator();
        return row.hasNext() ? Optional.of(readPage(row.next())) : Optional.empty();
    }

    private static Optional<Revision> firstRevision(RowSet<Row> rows) {
        var row = rows.iterator();
        return row.hasNext() ? Optional.of(readRevision(row.next())) : Optional.empty();
    }

    static Page readPage(Row row) {
        return new Page(row.getLong(0), Title.of(row.getInteger(1), row.getString(2)), row.getBoolean(3), row.getBoolean(4), row.getString(5), row.getLong(6),
                row.getInteger(7), row.getLong(8), row.getOffsetDateTime(9).toInstant());
    }

    static Revision readRevision(Row row) {
        String tags = row.getString(13);
        return new Revision(row.getLong(0), row.getLong(1), row.getLong(2), row.getOffsetDateTime(3).toInstant(), row.getLong(4), row.getString(5),
                row.getBoolean(6), row.getInteger(7), row.getString(8), row.getString(9), row.getString(10), row.getString(11), row.getInteger(12),
                tags.isEmpty() ? List.of() : List.of(tags.split("\\|")));
    }

    static String revisionColumns() {
        return REVISION_COLUMNS;
    }

    static String pageColumns() {
        return PAGE_COLUMNS;
    }
}
