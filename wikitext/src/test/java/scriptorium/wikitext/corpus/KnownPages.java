package scriptorium.wikitext.corpus;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.api.LinkState;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.title.Title;

/** A wiki that has these pages, and no files. */
public record KnownPages(Map<Title, PageText> pages) implements WikiSource {

    @Override
    public Map<Title, PageText> pages(Collection<Title> titles) {
        Map<Title, PageText> found = new HashMap<>();
        titles.stream().filter(pages::containsKey).forEach(title -> found.put(title, pages.get(title)));
        return found;
    }

    @Override
    public Map<Title, LinkState> links(Collection<Title> titles) {
        Map<Title, LinkState> found = new HashMap<>();
        titles.stream().filter(pages::containsKey).forEach(title -> found.put(title, LinkState.EXISTS));
        return found;
    }

    @Override
    public Map<Title, FileInfo> files(Collection<Title> titles) {
        return Map.of();
    }
}
