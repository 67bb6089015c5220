package scriptorium.page.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.page.model.Page;
import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.api.LinkState;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.title.Title;

/** The wiki as the pre-save transform needs it. Waits for the database, within a bound: it is called from threads of the work pool. */
@ApplicationScoped
public class PageWikiSource implements WikiSource {

    private final PageStore store;
    private final Duration patience;

    PageWikiSource(PageStore store, @ConfigProperty(name = "scriptorium.page.source-timeout", defaultValue = "5s") Duration patience) {
        this.store = store;
        this.patience = patience;
    }

    @Override
    public Map<Title, PageText> pages(Collection<Title> titles) {
        Map<Title, PageText> texts = new HashMap<>();
        for (PageStore.CurrentText text : store.texts(titles).await().atMost(patience)) {
            texts.put(text.title(), new PageText(text.pageId(), text.revisionId(), text.text(), text.contentModel()));
        }
        return texts;
    }

    @Override
    public Map<Title, LinkState> links(Collection<Title> titles) {
        Map<Title, LinkState> states = new HashMap<>();
        for (Page page : store.pages(titles).await().atMost(patience)) {
            states.put(page.title(), page.redirect() ? LinkState.REDIRECT : LinkState.EXISTS);
        }
        return states;
    }

    @Override
    public Map<Title, FileInfo> files(Collection<Title> titles) {
        return Map.of();
    }
}
