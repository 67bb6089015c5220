package scriptorium.page.delete;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.message.ApiException;
import scriptorium.page.edit.EditRefusal;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.edit.Summaries;
import scriptorium.page.edit.Watching;
import scriptorium.page.model.By;
import scriptorium.page.model.Page;
import scriptorium.page.model.Revision;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.Log;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageChanges;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.title.Title;

/** Deletes a page: its revisions go to the archive, from which they can come back. */
@ApplicationScoped
public class DeletePage {

    private final PageStore store;
    private final PageNews news;

    DeletePage(PageStore store, PageNews news) {
        this.store = store;
        this.news = news;
    }

    /** @param reason empty for one that is made from what was deleted */
    public record Command(Title title, Optional<String> reason, Set<String> tags, Watching.Wish watch, By by) {}

    public record Deleted(Title title, String reason, long logId, List<Position> positions) {}

    public Uni<Deleted> execute(Command command) {
        return store.change(List.of(command.title()), command.by().caller().userId(), changes -> {
            Page page = changes.page(command.title()).orElseThrow(() -> new ApiException(EditRefusal.MISSING_TITLE.msg()));
            PageAccess.check(command.by().caller(), "delete", page.title(), true, page.id(), changes.protections(page.title()));
            return delete(changes, changes.ids(), command, page, "delete");
        });
    }

    /**
     * Deletes a page inside a change that has its title locked, and tells of it.
     *
     * @param action "delete", or what else the log calls it
     */
    public Uni<Deleted> delete(PageChanges changes, PageChanges.Ids ids, Command command, Page page, String action) {
        return changes.revision(page.latestRevisionId()).chain(current -> reason(command, page, current).map(reason -> {
            By by = command.by();
            Page gone = page.next(by.now()).gone(true);
            LogEntry log = Log.entry(ids.log(), "delete", action, by, page.title(), page.id(), reason, Log.params(), command.tags());
            changes.update(gone).archive(page.id());
            news.tell(changes, ChangeTold.of(PageContentChange.KIND_DELETE, gone, by).from(page).current(current).comment(reason).log(log)
                    .recent(RecentChange.ofLog(ids.recentChange(), 0)));
            Watching.apply(changes, by, page.title(), command.watch(), "watchdeletion");
            return new Deleted(page.title(), reason, log.id(), changes.positions());
        }));
    }

    private Uni<String> reason(Command command, Page page, Revision current) {
        return command.reason().isPresent()
                ? Uni.createFrom().item(command.reason().get())
                : store.onlyAuthor(page.id()).map(author -> Summaries.ofDeletion(current.text(), author));
    }
}
