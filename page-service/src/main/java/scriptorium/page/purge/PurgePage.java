package scriptorium.page.purge;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.Topics;
import scriptorium.contract.identity.Caller;
import scriptorium.page.model.Page;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.title.Title;

/** Has a page rendered anew. */
@ApplicationScoped
public class PurgePage {

    private final PageStore store;
    private final PageNews news;

    PurgePage(PageStore store, PageNews news) {
        this.store = store;
        this.news = news;
    }

    /** The page's position afterwards; empty when there is no such page. */
    public Uni<Optional<Position>> execute(Title title, Caller caller, Instant now, String requestId) {
        return store.change(List.of(title), changes -> changes.page(title).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(Optional.empty());
            }
            Page page = found.get();
            Page purged = new Page(page.id(), page.title(), false, page.redirect(), page.contentModel(), page.latestRevisionId(), page.length(),
                    page.changeSeq() + 1, now);
            return changes.protections(title).chain(protections -> changes.update(purged).chain(() -> changes.tell(news.of(new ChangeTold(
                            PageContentChange.KIND_PURGE, purged, Optional.of(page), List.of(), Optional.empty(), caller, "", List.of(), Optional.empty(),
                            protections, now, requestId))))
                    .replaceWith(Optional.of(new Position(Topics.PAGE_CONTENT_CHANGE, String.valueOf(page.id()), purged.changeSeq()))));
        }));
    }
}
