package scriptorium.page.news;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.page.model.By;
import scriptorium.page.model.Page;
import scriptorium.page.store.PageChanges;

/** Tells that a page has another content model than before, or than pages of its title have: a log entry and a recent change beside those of the edit. */
@ApplicationScoped
public class ModelNews {

    private final PageNews news;

    ModelNews(PageNews news) {
        this.news = news;
    }

    /** @param page the page after this further change */
    public record Told(Page page, long logId) {}

    /**
     * @param before the model that the page had; empty for a new page
     * @param page as the edit left it; the caller stores what comes back
     */
    public Told tell(PageChanges changes, PageChanges.Ids ids, Page page, Optional<String> before, String comment, Collection<String> tags, By by) {
        Page next = page.next(page.changedAt());
        var params = Log.params();
        before.ifPresentOrElse(model -> params.put("oldmodel", model), () -> params.put("oldmodel", false));
        LogEntry log = Log.entry(ids.log(), "contentmodel", before.isPresent() ? "change" : "new", by, page.title(), page.id(), comment,
                params.put("newmodel", page.contentModel()), tags);
        news.tell(changes, ChangeTold.of(PageContentChange.KIND_TAGS, next, by).log(log).recent(RecentChange.ofLog(ids.recentChange(), 0))
                .protections(changes.protections(page.title())));
        return new Told(next, log.id());
    }
}
