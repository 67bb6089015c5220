package scriptorium.wikitext.api;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import scriptorium.wikitext.title.Title;

/**
 * The engine's only view of the wiki. Every method is asked in batches and answers for the titles it knows; what is absent from the answer does not exist.
 * The engine calls it from the thread that parses; an implementation may look into caches or wait, within its own bounds.
 */
public interface WikiSource {

    /** Current texts, for transclusion, modules and messages of namespace MediaWiki. Redirects are not followed. */
    Map<Title, PageText> pages(Collection<Title> titles);

    /** Which of these pages exist; absent means {@link LinkState#MISSING}. */
    Map<Title, LinkState> links(Collection<Title> titles);

    /** File data by title of namespace File. */
    Map<Title, FileInfo> files(Collection<Title> titles);

    /** A figure of the site statistics: "pages", "articles", "files", "edits", "users", "activeusers", "admins"; empty when unknown. */
    default OptionalLong statistic(String name) {
        return OptionalLong.empty();
    }

    /** What made a page what it is; empty when there is no such page, or where that is not known. */
    default Optional<LastEdit> lastEdit(Title page) {
        return Optional.empty();
    }

    /** Members of a category: "pages", "subcats", "files" or "all". */
    default long categoryMembers(Title category, String what) {
        return 0;
    }

    /** Knows nothing: all links are red. */
    WikiSource EMPTY = new WikiSource() {
        @Override public Map<Title, PageText> pages(Collection<Title> titles) { return Map.of(); }
        @Override public Map<Title, LinkState> links(Collection<Title> titles) { return Map.of(); }
        @Override public Map<Title, FileInfo> files(Collection<Title> titles) { return Map.of(); }
    };
}
