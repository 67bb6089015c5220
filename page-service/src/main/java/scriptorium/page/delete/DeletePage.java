package scriptorium.page.delete;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.event.Topics;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Timestamps;
import scriptorium.page.edit.EditRefusal;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.edit.Watching;
import scriptorium.page.model.Page;
import scriptorium.page.news.ChangeTold;
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

    public record Command(Title title, String reason, String watch, Caller caller, Instant now, String requestId) {}

    public record Deleted(Title title, long logId, Position position) {}

    public Uni<Deleted> execute(Command command) {
        return store.change(List.of(command.title()), changes -> changes.page(command.title()).chain(found -> {
            Page page = found.orElseThrow(() -> new ApiException(EditRefusal.MISSING_TITLE.msg()));
            return changes.protections(page.title()).chain(protections -> {
                List<Msg> refusals = PageAccess.refusals(command.caller(), "delete", page.title(), true, page.id(), protections);
                if (!refusals.isEmpty()) {
                    throw new ApiException(refusals);
                }
                return delete(changes, command, page);
            });
        }));
    }

    /** Deletes a page inside a change that has its title locked, and tells of it. */
    public Uni<Deleted> delete(PageChanges changes, Command command, Page page) {
        return changes.ids().chain(ids -> changes.revision(page.latestRevisionId()).chain(current -> {
            Page gone = new Page(page.id(), page.title(), true, page.redirect(), page.contentModel(), page.latestRevisionId(), page.length(),
                    page.changeSeq() + 1, command.now());
            LogEntry log = new LogEntry(ids.log(), "delete", "delete", Timestamps.iso(command.now()), command.caller().userId(), command.caller().name(),
                    page.title().namespace(), page.title().text(), page.id(), command.reason(), JsonNodeFactory.instance.objectNode(), List.of());
            RecentChange rc = new RecentChange(ids.recentChange(), "log", false, false, true, true, 0, 0, 0, 0);
            ChangeTold told = new ChangeTold(PageContentChange.KIND_DELETE, gone, Optional.of(page), List.of(), Optional.of(current), command.caller(),
                    command.reason(), List.of(log), Optional.of(rc), List.of(), command.now(), command.requestId());
            return changes.update(gone)
                    .chain(() -> changes.archive(page.id()))
                    .chain(() -> changes.protect(page.title(), List.of()))
                    .chain(() -> changes.tell(news.of(told)))
                    .chain(() -> Watching.apply(changes, command.caller(), page.title(), command.watch(), "watchdeletion"))
                    .replaceWith(new Deleted(page.title(), log.id(), new Position(Topics.PAGE_CONTENT_CHANGE, String.valueOf(page.id()), gone.changeSeq())));
        }));
    }
}
