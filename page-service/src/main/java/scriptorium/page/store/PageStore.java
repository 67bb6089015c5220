package scriptorium.page.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import scriptorium.contract.event.LogEntry;
import scriptorium.page.model.Page;
import scriptorium.page.model.Protection;
import scriptorium.page.model.Revision;
import scriptorium.wikitext.title.Title;

/** Reads pages; and opens the transactions in which they are changed. */
@ApplicationScoped
public class PageStore {

    private static final String BY_TITLE = "SELECT " + Rows.PAGE + " FROM page p WHERE p.namespace = $1 AND p.title = $2 AND NOT p.is_deleted";
    private static final String BY_ID = "SELECT " + Rows.PAGE + " FROM page p WHERE p.id = $1 AND NOT p.is_deleted";
    private static final String BY_TITLES = """
            SELECT %s FROM page p JOIN unnest($1::integer[], $2::text[]) AS wanted (namespace, title)
            ON p.namespace = wanted.namespace AND p.title = wanted.title WHERE NOT p.is_deleted""".formatted(Rows.PAGE);
    /** With the hashes of the last revisions before the current one: what an edit may go back to. */
    private static final String WITH_CURRENT = """
            SELECT %s, %s, coalesce((SELECT string_agg(h.id || ' ' || h.sha1, '|' ORDER BY h.id DESC) FROM (SELECT id, sha1 FROM revision
            WHERE page_id = p.id AND NOT is_archived AND id <> p.latest_revision_id AND visibility & 1 = 0 ORDER BY id DESC LIMIT 15) h), '')
            FROM page p JOIN revision r ON r.id = p.latest_revision_id
            WHERE p.namespace = $1 AND p.title = $2 AND NOT p.is_deleted""".formatted(Rows.PAGE, Rows.REVISION);
    private static final String REVISION = "SELECT " + Rows.REVISION + " FROM revision r WHERE r.id = $1";
    private static final String LIVE_REVISION = REVISION + " AND NOT r.is_archived";
    private static final String BY_RECENT_CHANGE = "SELECT " + Rows.REVISION + " FROM revision r WHERE r.rc_id = $1";
    private static final String AT_TIME = "SELECT " + Rows.REVISION
            + " FROM revision r WHERE r.page_id = $1 AND NOT r.is_archived AND r.made_at <= $2 ORDER BY r.id DESC LIMIT 1";
    private static final String NEXT = "SELECT " + Rows.REVISION
            + " FROM revision r WHERE r.page_id = $1 AND NOT r.is_archived AND r.id > $2 ORDER BY r.id LIMIT 1";
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
    private static final String SUBPAGES = "SELECT " + Rows.PAGE + "\n" + """
             FROM page p WHERE p.namespace = $1 AND p.title > $2 AND p.title < $3 AND NOT p.is_deleted ORDER BY p.title LIMIT $4""";
    private static final String LOG = "SELECT " + Rows.LOG + " FROM log_entry l WHERE l.id = $1";
    private static final String LOG_BY_RECENT_CHANGE = "SELECT " + Rows.LOG + " FROM log_entry l WHERE l.rc_id = $1";
    private static final String ARCHIVED_AT = "SELECT " + Rows.REVISION + "\n" + """
             FROM revision r JOIN page p ON p.id = r.page_id WHERE p.namespace = $1 AND p.title = $2 AND r.is_archived AND r.made_at = $3
            ORDER BY r.id DESC LIMIT 1""";
    private static final String HAS_ARCHIVED = """
            SELECT EXISTS (SELECT FROM revision r JOIN page p ON p.id = r.page_id WHERE p.namespace = $1 AND p.title = $2 AND r.is_archived)""";
    private static final String AUTHORS = """
            SELECT count(*), min(user_name) FROM (SELECT DISTINCT user_name FROM revision WHERE page_id = $1 AND NOT is_archived LIMIT 2) a""";

    private final Pool pool;

    PageStore(Pool pool) {
        this.pool = pool;
    }

    /** A change in nobody's name. */
    public <T> Uni<T> change(Collection<Title> titles, Function<PageChanges, Uni<T>> work) {
        return change(titles, 0, work);
    }

    /**
     * Runs a change in a transaction that has the titles (and their talk pages) to itself: locked in a fixed order, so that no two wait for each other. What is
     * written is gathered and sent with the commit, so a change costs one round trip to begin and one to end.
     *
     * @param userId whose watch list the change looks at; 0 for nobody's
     */
    public <T> Uni<T> change(Collection<Title> titles, long userId, Function<PageChanges, Uni<T>> work) {
        return pool.getConnection().chain(connection -> PageChanges.begin(connection, titles, userId)
                .chain(changes -> work.apply(changes).call(changes::commit))
                .onFailure().call(() -> rollBack(connection))
                .onCancellation().call(() -> rollBack(connection).chain(connection::close))
                .eventually(connection::close));
    }

    private static Uni<Void> rollBack(SqlConnection connection) {
        return connection.query("ROLLBACK").execute().replaceWithVoid().onFailure().recoverWithNull();
    }

    public Uni<Optional<Page>> page(Title title) {
        return pool.preparedQuery(BY_TITLE).execute(Tuple.of(title.namespace(), title.text())).map(rows -> Rows.first(rows, Rows::page));
    }

    public Uni<Optional<Page>> page(long id) {
        return pool.preparedQuery(BY_ID).execute(Tuple.of(id)).map(rows -> Rows.first(rows, Rows::page));
    }

    public Uni<List<Page>> pages(Collection<Title> titles) {
        return pool.preparedQuery(BY_TITLES).execute(Rows.titles(titles)).map(rows -> Rows.all(rows, Rows::page));
    }

    /**
     * A page with its current revision.
     *
     * @param earlier ids and hashes of at most 15 revisions before it, newest first
     */
    public record Current(Page page, Revision revision, List<Earlier> earlier) {}

    public record Earlier(long id, String sha1) {}

    public Uni<Optional<Current>> current(Title title) {
        return pool.preparedQuery(WITH_CURRENT).execute(Tuple.of(title.namespace(), title.text())).map(rows -> Rows.first(rows, row -> new Current(Rows.page(row),
                Rows.revision(row, Rows.PAGE_COLUMNS), earlier(row.getString(Rows.PAGE_COLUMNS + Rows.REVISION_COLUMNS)))));
    }

    private static List<Earlier> earlier(String text) {
        List<Earlier> all = new ArrayList<>();
        for (String word : Rows.words(text)) {
            int blank = word.indexOf(' ');
            all.add(new Earlier(Long.parseLong(word.substring(0, blank)), word.substring(blank + 1)));
        }
        return all;
    }

    /** A title with the text that stands there. */
    public record CurrentText(Title title, long pageId, long revisionId, String text, String contentModel) {}

    public Uni<List<CurrentText>> texts(Collection<Title> titles) {
        return pool.preparedQuery(CURRENT_TEXTS).execute(Rows.titles(titles)).map(rows -> Rows.all(rows, row -> new CurrentText(
                Title.of(row.getInteger(0), row.getString(1)), row.getLong(2), row.getLong(3), row.getString(4), row.getString(5))));
    }

    /** A revision, also of a deleted page. */
    public Uni<Optional<Revision>> revision(long id) {
        return pool.preparedQuery(REVISION).execute(Tuple.of(id)).map(rows -> Rows.first(rows, Rows::revision));
    }

    /** A revision that is not deleted. */
    public Uni<Optional<Revision>> liveRevision(long id) {
        return pool.preparedQuery(LIVE_REVISION).execute(Tuple.of(id)).map(rows -> Rows.first(rows, Rows::revision));
    }

    public Uni<Optional<Revision>> revisionOfRecentChange(long rcId) {
        return pool.preparedQuery(BY_RECENT_CHANGE).execute(Tuple.of(rcId)).map(rows -> Rows.first(rows, Rows::revision));
    }

    /** The revision that was current at a time. */
    public Uni<Optional<Revision>> revisionAt(long pageId, OffsetDateTime time) {
        return pool.preparedQuery(AT_TIME).execute(Tuple.of(pageId, time)).map(rows -> Rows.first(rows, Rows::revision));
    }

    /** The revision of the same page that came after. */
    public Uni<Optional<Revision>> next(Revision before) {
        return pool.preparedQuery(NEXT).execute(Tuple.of(before.pageId(), before.id())).map(rows -> Rows.first(rows, Rows::revision));
    }

    /** A deleted revision of this title, by its time. */
    public Uni<Optional<Revision>> archivedAt(Title title, OffsetDateTime time) {
        return pool.preparedQuery(ARCHIVED_AT).execute(Tuple.of(title.namespace(), title.text(), time)).map(rows -> Rows.first(rows, Rows::revision));
    }

    /** Whether a title has deleted revisions. */
    public Uni<Boolean> hasArchived(Title title) {
        return pool.preparedQuery(HAS_ARCHIVED).execute(Tuple.of(title.namespace(), title.text())).map(rows -> rows.iterator().next().getBoolean(0));
    }

    public Uni<List<Protection>> protections(Title title) {
        return pool.preparedQuery(PROTECTIONS).execute(Tuple.of(title.namespace(), title.text())).map(rows -> Rows.all(rows, row -> Rows.protection(row, 0)));
    }

    /** When a page of this title was last deleted. */
    public Uni<Optional<OffsetDateTime>> lastDeletion(Title title) {
        return pool.preparedQuery(LAST_DELETION).execute(Tuple.of(title.namespace(), title.text())).map(rows -> Rows.first(rows, row -> row.getOffsetDateTime(0)));
    }

    /** Whether somebody else has edited a page after a revision. */
    public Uni<Boolean> editedByOthersSince(long pageId, long revisionId, long userId) {
        return pool.preparedQuery(OTHER_AUTHORS_SINCE).execute(Tuple.of(pageId, revisionId, userId)).map(rows -> rows.iterator().next().getBoolean(0));
    }

    /** The one who has made all of a page's revisions, if it was one. */
    public Uni<Optional<String>> onlyAuthor(long pageId) {
        return pool.preparedQuery(AUTHORS).execute(Tuple.of(pageId)).map(rows -> Rows.first(rows, row -> row).filter(row -> row.getLong(0) == 1)
                .map(row -> row.getString(1)));
    }

    /** Pages whose title begins with this one and a slash, in order of their titles. */
    public Uni<List<Page>> subpages(Title title, int limit) {
        return pool.preparedQuery(SUBPAGES).execute(Tuple.of(title.namespace(), title.text() + "/", title.text() + "0", limit)).map(rows -> Rows.all(rows, Rows::page));
    }

    public Uni<Optional<LogEntry>> log(long id) {
        return pool.preparedQuery(LOG).execute(Tuple.of(id)).map(rows -> Rows.first(rows, Rows::log));
    }

    public Uni<Optional<LogEntry>> logOfRecentChange(long rcId) {
        return pool.preparedQuery(LOG_BY_RECENT_CHANGE).execute(Tuple.of(rcId)).map(rows -> Rows.first(rows, Rows::log));
    }
}
