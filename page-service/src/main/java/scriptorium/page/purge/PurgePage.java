package scriptorium.page.purge;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.PageContentChange;
import scriptorium.page.model.By;
import scriptorium.page.model.Page;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.title.Title;

/** Has pages rendered anew. */
@ApplicationScoped
public class PurgePage {

    private final PageStore store;
    private final PageNews news;

    PurgePage(PageStore store, PageNews news) {
        this.store = store;
        this.news = news;
    }

    /** Where the streams are afterwards; titles without a page are passed over. */
    public Uni<List<Position>> execute(Collection<Title> titles, By by) {
        if (titles.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return store.change(titles, changes -> {
            for (Title title : titles) {
                changes.page(title).ifPresent(page -> {
                    Page purged = page.next(by.now());
                    changes.update(purged);
                    news.tell(changes, ChangeTold.of(PageContentChange.KIND_PURGE, purged, by).from(page).protections(changes.protections(title)));
                });
            }
            return Uni.createFrom().item(changes.positions());
        });
    }
}
