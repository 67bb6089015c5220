package scriptorium.query.projection;

import java.util.Map;
import java.util.TreeMap;
import scriptorium.query.index.Writes;

/** What an event changes in the wiki's counters: kept by differences, never counted. */
final class Statistics {

    private static final String STATISTIC = "UPDATE statistic SET value = value + $2 WHERE name = $1";
    private static final String EDITS_OF_USER = """
            INSERT INTO edit_count (user_id, edits) VALUES ($1, $2) ON CONFLICT (user_id) DO UPDATE SET edits = edit_count.edits + excluded.edits""";

    /** Whether a page counts as an article is remembered, so that the counter moves only when that changes. */
    private static final String ARTICLE = """
            WITH changed AS (UPDATE page SET is_article = $2 WHERE id = $1 AND is_article <> $2 RETURNING id)
            UPDATE statistic SET value = value + CASE WHEN $2 THEN 1 ELSE -1 END FROM changed WHERE name = 'articles'""";

    private static final String GONE = """
            WITH gone AS (DELETE FROM page WHERE id = $1 RETURNING is_article)
            UPDATE statistic SET value = value - 1 FROM gone WHERE name = 'articles' AND is_article""";

    private final Map<String, Long> deltas = new TreeMap<>();
    private long editor;
    private long page;
    private boolean article;
    private boolean gone;

    void add(String name, long delta) {
        deltas.merge(name, delta, Long::sum);
    }

    /** An edit by an account; nothing for one without. */
    void addEdit(long userId) {
        editor = userId;
    }

    /** Whether the page counts as an article from now on. */
    void article(long pageId, boolean counts) {
        page = pageId;
        article = counts;
    }

    /** The page's row goes, and with it what it counted for. */
    void gone(long pageId) {
        page = pageId;
        gone = true;
    }

    void write(Writes writes) {
        if (editor > 0) {
            writes.add(EDITS_OF_USER, editor, 1L);
        }
        deltas.forEach((name, delta) -> {
            if (delta != 0) {
                writes.add(STATISTIC, name, delta);
            }
        });
        if (gone) {
            writes.add(GONE, page);
        } else if (page > 0) {
            writes.add(ARTICLE, page, article);
        }
    }
}
