package scriptorium.query.search;

import jakarta.enterprise.context.ApplicationScoped;
import org.jsoup.Jsoup;
import scriptorium.query.index.Writes;

/** The search documents: one per page, written in the transaction of the event that changed it. */
@ApplicationScoped
public class SearchIndex {

    /** Longer texts are cut for the search: PostgreSQL's word vectors have a limit of 1 MiB, and a longer one would be refused. */
    private static final int MAX_BODY = 200_000;
    private static final String PUT = """
            INSERT INTO search_document (page_id, namespace, title, body, words, title_words, body_words, source_words)
            VALUES ($1, $2, $3, $4, $5, to_tsvector('simple', $6), setweight(to_tsvector('simple', $6), 'A') || setweight(to_tsvector('simple', $4), 'D'),
            to_tsvector('simple', coalesce((SELECT left(r.text, $7) FROM page p JOIN revision r ON r.id = p.latest_revision_id WHERE p.id = $1), '')))
            ON CONFLICT (page_id) DO UPDATE SET namespace = excluded.namespace, title = excluded.title, body = excluded.body, words = excluded.words,
            title_words = excluded.title_words, body_words = excluded.body_words, source_words = excluded.source_words""";
    private static final String REMOVE = "DELETE FROM search_document WHERE page_id = $1";

    /** The words of a page: its rendered text. For threads of the work pool. */
    public static String body(String html) {
        String text = Jsoup.parseBodyFragment(html).text().replace("\u0000", "");
        return text.length() > MAX_BODY ? text.substring(0, MAX_BODY) : text;
    }

    /** Called after the page and its revision have been stored in the same transaction: the words of the wikitext are taken from there. */
    public void put(Writes writes, long pageId, int namespace, String title, String body) {
        String titleWords = title.replace('/', ' ').replace('_', ' ').replace('.', ' ');
        writes.add(PUT, pageId, namespace, title, body, words(body), titleWords, MAX_BODY);
    }

    public void remove(Writes writes, long pageId) {
        writes.add(REMOVE, pageId);
    }

    private static int words(String body) {
        int count = 0;
        boolean inWord = false;
        for (int i = 0; i < body.length(); i++) {
            boolean letter = Character.isLetterOrDigit(body.charAt(i));
            if (letter && !inWord) {
                count++;
            }
            inWord = letter;
        }
        return count;
    }
}
