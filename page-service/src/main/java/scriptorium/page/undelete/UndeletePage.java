package scriptorium.page.undelete;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.event.Topics;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Timestamps;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.edit.Watching;
import scriptorium.page.model.Page;
import scriptorium.page.model.Protection;
import scriptorium.page.model.Revision;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageChanges;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Title;

/** Brings deleted revisions back: to the page that is there now, else to the one that was deleted last. */
@ApplicationScoped
public class UndeletePage {

    private final PageStore store;
    private final PageNews news;
    private final WikitextEngine engine;

    UndeletePage(PageStore store, PageNews news, WikitextEngine engine) {
        this.store = store;
        this.news = news;
        this.engine = engine;
    }

    /** @param times only revisions of these times; empty for all */
    public record Command(Title title, String reason, Set<Instant> times, String watch, Caller caller, Instant now, String requestId) {}

    public record Restored(Title title, int revisions, Position position) {}

    public Uni<Restored> execute(Command command) {
        return store.change(List.of(command.title()), changes -> changes.protections(command.title()).chain(protections -> {
            List<Msg> refusals = PageAccess.refusals(command.caller(), "undelete", command.title(), true, 0, protections);
            if (!refusals.isEmpty()) {
                throw new ApiException(refusals);
            }
            return changes.page(command.title()).chain(now -> changes.deletedPages(command.title()).chain(deleted ->
                    changes.deletedRevisions(deleted.stream().map(Page::id).toList())
                            .chain(revisions -> restore(changes, command, now, deleted, wanted(command, revisions), revisions.size(), protections))));
        }));
    }

    private static List<Revision> wanted(Command command, List<Revision> revisions) {
        return command.times().isEmpty() ? revisions : revisions.stream().filter(r -> command.times().contains(r.madeAt())).toList();
    }

    private Uni<Restored> restore(
            PageChanges changes, Command command, Optional<Page> now, List<Page> deleted, List<Revision> back, int all, List<Protection> protections) {
        if (back.isEmpty()) {
            throw new ApiException(List.of(Msg.of("undelete-no-results", "undelete-no-results"), Msg.of("cantundelete", "apierror-cantundelete")));
        }
        Page target = now.orElseGet(deleted::getFirst);
        List<Revision> moved = back.stream().map(r -> new Revision(r.id(), target.id(), r.parentId(), r.madeAt(), r.userId(), r.userName(), r.minor(), r.size(),
                r.sha1(), r.comment(), r.contentModel(), r.text(), r.visibility(), r.tags())).toList();
        Revision newest = moved.getLast();
        boolean stays = now.isPresent() && now.get().latestRevisionId() > newest.id();
        Uni<Revision> current = stays ? changes.revision(target.latestRevisionId()) : Uni.createFrom().item(newest);
        return current.chain(latest -> changes.logIds().chain(ids -> {
            Page page = new Page(target.id(), command.title(), false, engine.redirectTarget(latest.text()).isPresent(), latest.contentModel(), latest.id(),
                    latest.size(), target.changeSeq() + 1, command.now());
            ObjectNode params = JsonNodeFactory.instance.objectNode();
            params.putObject("count").put("revisions", back.size()).put("files", 0);
            LogEntry log = new LogEntry(ids.log(), "delete", "restore", Timestamps.iso(command.now()), command.caller().userId(), command.caller().name(),
                    page.title().namespace(), page.title().text(), page.id(), command.reason(), params, List.of());
            RecentChange rc = new RecentChange(ids.recentChange(), "log", false, false, true, true, 0, 0, 0, 0);
            ChangeTold told = new ChangeTold(PageContentChange.KIND_UNDELETE, page, now, moved, Optional.of(latest), command.caller(), command.reason(),
                    List.of(log), Optional.of(rc), protections, command.now(), command.requestId());
            List<Long> emptied = back.size() == all ? deleted.stream().map(Page::id).filter(id -> id != page.id()).toList() : List.of();
            return changes.restore(page.id(), back.stream().map(Revision::id).toList())
                    .chain(() -> changes.forget(emptied))
                    .chain(() -> changes.update(page))
                    .chain(() -> changes.tell(news.of(told)))
                    .chain(() -> Watching.apply(changes, command.caller(), page.title(), command.watch(), "watchcreations"))
                    .replaceWith(new Restored(page.title(), back.size(), new Position(Topics.PAGE_CONTENT_CHANGE, String.valueOf(page.id()), page.changeSeq())));
        }));
    }
}
