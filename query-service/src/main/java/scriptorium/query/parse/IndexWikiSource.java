package scriptorium.query.parse;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.query.index.Counts;
import scriptorium.query.index.PageIndex;
import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.api.LastEdit;
import scriptorium.wikitext.api.LinkState;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/**
 * The wiki as the engine sees it, out of the index. Waits for the database, within a bound: the engine calls it from threads of the work pool, never from an
 * event loop. Texts of templates are kept until the projection says that they changed.
 */
@ApplicationScoped
public class IndexWikiSource implements WikiSource {

    private static final String TEXTS = """
            SELECT p.namespace, p.title, p.id, r.id, r.text, r.content_model FROM page p JOIN unnest($1::integer[], $2::text[]) AS wanted (namespace, title)
            ON p.namespace = wanted.namespace AND p.title = wanted.title JOIN revision r ON r.id = p.latest_revision_id""";
    private static final String CHANGED = """
            SELECT used.namespace, used.title FROM unnest($1::integer[], $2::text[], $3::bigint[]) AS used (namespace, title, revision_id)
            LEFT JOIN page p ON p.namespace = used.namespace AND p.title = used.title WHERE coalesce(p.latest_revision_id, 0) <> used.revision_id""";
    private static final String STATES = """
            SELECT p.namespace, p.title, p.is_redirect FROM page p JOIN unnest($1::integer[], $2::text[]) AS wanted (namespace, title)
            ON p.namespace = wanted.namespace AND p.title = wanted.title""";
    private static final String LAST_EDIT = """
            SELECT r.made_at, CASE WHEN r.visibility & 4 = 0 THEN r.user_name ELSE '' END FROM page p JOIN revision r ON r.id = p.latest_revision_id
            WHERE p.namespace = $1 AND p.title = $2""";
    private static final String FILES = """
            SELECT title, width, height, mime, media_type, size, url FROM file_version WHERE position = 0 AND title = ANY($1)""";

    private final Pool pool;
    private final Counts counts;
    private final WikiSite site;
    private final Duration patience;
    private final Cache<Title, Optional<PageText>> texts;

    IndexWikiSource(
            Pool pool,
            Counts counts,
            WikiSite site,
            @ConfigProperty(name = "scriptorium.parse.source-timeout", defaultValue = "10s") Duration patience,
            @ConfigProperty(name = "scriptorium.parse.template-cache", defaultValue = "2000") int cached) {
        this.pool = pool;
        this.counts = counts;
        this.site = site;
        this.patience = patience;
        texts = Caffeine.newBuilder().maximumSize(cached).expireAfterWrite(Duration.ofSeconds(30)).build();
    }

    /** A page has changed. */
    public void forget(Title title) {
        texts.invalidate(title);
    }

    /**
     * Whether pages that a parse has used are others by now: they changed while it ran, or what was kept of them was too old. Then those are read again the next time.
     *
     * @param used with the revisions that were used, 0 for a page that was missing
     */
    public Uni<Boolean> changed(Map<Title, Long> used) {
        if (used.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return pool.preparedQuery(CHANGED).execute(PageIndex.arrays(used.keySet()).addArrayOfLong(used.values().toArray(Long[]::new))).map(rows -> {
            rows.forEach(row -> forget(Title.of(row.getInteger(0), row.getString(1))));
            return rows.size() > 0;
        });
    }

    @Override
    public Map<Title, PageText> pages(Collection<Title> titles) {
        Map<Title, PageText> known = new HashMap<>();
        List<Title> unknown = new ArrayList<>();
        for (Title title : titles) {
            Optional<PageText> text = texts.getIfPresent(title);
            if (text == null) {
                unknown.add(title);
            } else {
                text.ifPresent(t -> known.put(title, t));
            }
        }
        if (!unknown.isEmpty()) {
            Map<Title, PageText> read = new HashMap<>();
            for (Row row : rows(TEXTS, PageIndex.arrays(unknown))) {
                read.put(Title.of(row.getInteger(0), row.getString(1)), new PageText(row.getLong(2), row.getLong(3), row.getString(4), row.getString(5)));
            }
            unknown.forEach(title -> texts.put(title, Optional.ofNullable(read.get(title))));
            known.putAll(read);
        }
        return known;
    }

    @Override
    public Map<Title, LinkState> links(Collection<Title> titles) {
        Map<Title, LinkState> states = new HashMap<>();
        if (!titles.isEmpty()) {
            for (Row row : rows(STATES, PageIndex.arrays(titles))) {
                states.put(Title.of(row.getInteger(0), row.getString(1)), row.getBoolean(2) ? LinkState.REDIRECT : LinkState.EXISTS);
            }
        }
        return states;
    }

    @Override
    public Map<Title, FileInfo> files(Collection<Title> titles) {
        Map<Title, FileInfo> files = new HashMap<>();
        if (!titles.isEmpty()) {
            for (Row row : rows(FILES, Tuple.of(titles.stream().map(Title::text).toArray(String[]::new)))) {
                String rest = row.getString(6).substring(site.uploadPath().length());
                files.put(Title.of(Namespace.FILE, row.getString(0)), new FileInfo(row.getString(0).replace(' ', '_'), row.getInteger(1), row.getInteger(2),
                        row.getString(3), row.getString(4), row.getLong(5), row.getString(6), site.uploadPath() + "/thumb" + rest, 0, 0));
            }
        }
        return files;
    }

    @Override
    public OptionalLong statistic(String name) {
        Optional<Long> figure = counts.figure(name.equals("files") ? "images" : name).await().atMost(patience);
        return figure.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    @Override
    public Optional<LastEdit> lastEdit(Title page) {
        for (Row row : rows(LAST_EDIT, Tuple.of(page.namespace(), page.text()))) {
            return Optional.of(new LastEdit(row.getOffsetDateTime(0).toInstant(), row.getString(1)));
        }
        return Optional.empty();
    }

    @Override
    public long categoryMembers(Title category, String what) {
        for (Row row : rows("SELECT pages, subcats, files FROM category WHERE title = $1", Tuple.of(category.text()))) {
            return switch (what) {
                case "subcats" -> row.getInteger(1);
                case "files" -> row.getInteger(2);
                case "pages" -> row.getInteger(0) - row.getInteger(1) - row.getInteger(2);
                default -> row.getInteger(0);
            };
        }
        return 0;
    }

    private RowSet<Row> rows(String sql, Tuple arguments) {
        return pool.preparedQuery(sql).execute(arguments).await().atMost(patience);
    }
}
