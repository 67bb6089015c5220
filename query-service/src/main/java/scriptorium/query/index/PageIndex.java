package scriptorium.query.index;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import scriptorium.wikitext.title.Title;

/** Pages, redirects and texts by title or id, in batches. */
@ApplicationScoped
public class PageIndex {

    private static final String BY_TITLES = """
            SELECT %s FROM page p JOIN unnest($1::integer[], $2::text[]) AS wanted (namespace, title)
            ON p.namespace = wanted.namespace AND p.title = wanted.title""".formatted(PageRow.COLUMNS);
    private static final String BY_IDS = "SELECT " + PageRow.COLUMNS + " FROM page p WHERE p.id = ANY($1)";
    private static final String REDIRECTS = "SELECT page_id, namespace, title, fragment, interwiki FROM redirect WHERE page_id = ANY($1)";
    private static final String REVISION_PAGES = "SELECT r.id, r.page_id FROM revision r JOIN page p ON p.id = r.page_id WHERE r.id = ANY($1)";

    private static final String CATEGORY_PAGES = """
            SELECT p.title, EXISTS (SELECT FROM page_property h WHERE h.page_id = p.id AND h.name = 'hiddencat') FROM page p
            WHERE p.namespace = 14 AND p.title = ANY($1)""";
    private static final String DELETED_REVISION_TITLES = "SELECT id, namespace, title FROM deleted_revision WHERE id = ANY($1)";

    private final Pool pool;

    PageIndex(Pool pool) {
        this.pool = pool;
    }

    public Uni<List<PageRow>> byTitles(Collection<Title> titles) {
        return titles.isEmpty() ? Uni.createFrom().item(List.of()) : pool.preparedQuery(BY_TITLES).execute(arrays(titles)).map(PageIndex::pages);
    }

    public Uni<List<PageRow>> byIds(Collection<Long> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : pool.preparedQuery(BY_IDS).execute(Tuple.of(ids.toArray(Long[]::new))).map(PageIndex::pages);
    }

    /** Where redirects lead, by page id. */
    public Uni<Map<Long, Title>> redirects(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return pool.preparedQuery(REDIRECTS).execute(Tuple.of(ids.toArray(Long[]::new))).map(rows -> {
            Map<Long, Title> targets = new HashMap<>();
            rows.forEach(row -> targets.put(row.getLong(0), new Title(row.getString(4), row.getInteger(1), row.getString(2), row.getString(3))));
            return targets;
        });
    }

    /** Pages of revisions, by revision id. */
    public Uni<Map<Long, Long>> pagesOfRevisions(Collection<Long> ids) {
        return pool.preparedQuery(REVISION_PAGES).execute(Tuple.of(ids.toArray(Long[]::new))).map(rows -> {
            Map<Long, Long> pages = new HashMap<>();
            rows.forEach(row -> pages.put(row.getLong(0), row.getLong(1)));
            return pages;
        });
    }

    /** Titles that deleted revisions had, by revision id. */
    public Uni<Map<Long, Title>> titlesOfDeletedRevisions(Collection<Long> ids) {
        return pool.preparedQuery(DELETED_REVISION_TITLES).execute(Tuple.of(ids.toArray(Long[]::new))).map(rows -> {
            Map<Long, Title> titles = new HashMap<>();
            rows.forEach(row -> titles.put(row.getLong(0), Title.of(row.getInteger(1), row.getString(2))));
            return titles;
        });
    }

    /** Those of the names that are names of files. */
    public Uni<List<String>> existingFiles(Collection<String> names) {
        return pool.preparedQuery("SELECT title FROM file_version WHERE position = 0 AND title = ANY($1)").execute(Tuple.of(names.toArray(String[]::new))).map(rows -> {
            List<String> found = new ArrayList<>();
            rows.forEach(row -> found.add(row.getString(0)));
            return found;
        });
    }

    public static Tuple arrays(Collection<Title> titles) {
        return Tuple.of(titles.stream().map(Title::namespace).toArray(Integer[]::new), titles.stream().map(Title::text).toArray(String[]::new));
    }

    private static List<PageRow> pages(RowSet<Row> rows) {
        List<PageRow> pages = new ArrayList<>(rows.size());
        rows.forEach(row -> pages.add(PageRow.read(row)));
        return pages;
    }

    /** Which of these categories have a page, and whether that keeps them from being shown to everybody. */
    public Uni<Map<String, Boolean>> categoryPages(Collection<String> names) {
        if (names.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return pool.preparedQuery(CATEGORY_PAGES).execute(Tuple.of(names.toArray(String[]::new))).map(rows -> {
            Map<String, Boolean> hidden = new HashMap<>();
            rows.forEach(row -> hidden.put(row.getString(0), row.getBoolean(1)));
            return hidden;
        });
    }
}
