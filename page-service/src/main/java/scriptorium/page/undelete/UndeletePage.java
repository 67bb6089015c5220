package scriptorium.page.undelete;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Msg;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.edit.Watching;
import scriptorium.page.model.By;
import scriptorium.page.model.Page;
import scriptorium.page.model.Revision;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.Log;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageChanges;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Title;

/** Brings deleted revisions back: to the page that is there now, else to the one that was deleted last. */
@ApplicationScoped
public class UndeletePage {

    private static final Msg NOTHING_LEFT = Msg.of("cantundelete", "apierror-cantundelete");

    private final PageStore store;
    private final PageNews news;
    private final WikitextEngine engine;

    UndeletePage(PageStore store, PageNews news, WikitextEngine engine) {
        this.store = store;
        this.news = news;
        this.engine = engine;
    }

    /**
     * @param times only revisions of these times; empty for all
     * @param fileVersions versions of the title's file that came back just before
     */
    public record Command(Title title, String reason, Set<Instant> times, boolean revisions, int fileVersions, Set<String> tags, Watching.Wish watch, By by) {}

    public record Restored(Title title, int revisions, List<Position> positions) {}

    /** Refuses what the caller may not bring back. */
    public Uni<Void> check(Title title, By by) {
        return store.protections(title).invoke(protections -> PageAccess.check(by.caller(), "undelete", title, true, 0, protections)).replaceWithVoid();
    }

    public Uni<Restored> execute(Command command) {
        return store.change(List.of(command.title()), command.by().caller().userId(), changes -> {
            PageAccess.check(command.by().caller(), "undelete", command.title(), true, 0, changes.protections(command.title()));
            return changes.deletedPages(command.title()).chain(deleted -> changes.deletedRevisions(holders(deleted, changes.page(command.title())))
                    .chain(revisions -> restore(changes, command, deleted, wanted(command, revisions), revisions.size())));
        });
    }

    /** Pages whose deleted revisions can come back; also the one that is there, when only some of its own have come back before. */
    private static List<Long> holders(List<Page> deleted, Optional<Page> now) {
        return Stream.concat(deleted.stream(), now.stream()).map(Page::id).toList();
    }

    private static List<Revision> wanted(Command command, List<Revision> revisions) {
        return !command.revisions() ? List.of() : command.times().isEmpty()
                ? revisions
                : revisions.stream().filter(r -> command.times().contains(r.madeAt())).toList();
    }

    private Uni<Restored> restore(PageChanges changes, Command command, List<Page> deleted, List<Revision> back, int all) {
        Optional<Page> now = changes.page(command.title());
        if (back.isEmpty()) {
            return nothing(changes, command, now);
        }
        Page target = now.orElseGet(deleted::getFirst);
        List<Revision> moved = back.stream().map(r -> r.of(target.id())).toList();
        Revision newest = moved.getLast();
        boolean stays = now.isPresent() && now.get().latestRevisionId() > newest.id();
        return (stays ? changes.revision(target.latestRevisionId()) : Uni.createFrom().item(newest)).map(latest -> {
            By by = command.by();
            boolean redirect = latest.contentModel().equals("wikitext") && engine.redirectTarget(latest.text()).isPresent();
            Page page = target.titled(command.title()).revised(latest, redirect, by.now());
            LogEntry log = log(changes, command, page.id(), back.size());
            List<Long> emptied = back.size() == all ? deleted.stream().map(Page::id).filter(id -> id != page.id()).toList() : List.of();
            changes.restore(page.id(), back.stream().map(Revision::id).toList()).forget(emptied).update(page);
            ChangeTold told = ChangeTold.of(PageContentChange.KIND_UNDELETE, page, by).revisions(moved).current(latest).comment(command.reason()).log(log)
                    .recent(RecentChange.ofLog(changes.ids().recentChange(), 0)).protections(changes.protections(page.title()));
            news.tell(changes, now.map(told::from).orElse(told));
            Watching.apply(changes, by, page.title(), command.watch(), "watchcreations");
            return new Restored(page.title(), back.size(), changes.positions());
        });
    }

    /** Only files came back, or nothing at all. */
    private Uni<Restored> nothing(PageChanges changes, Command command, Optional<Page> now) {
        if (command.fileVersions() == 0) {
            throw new ApiException(!command.revisions()
                    ? List.of(NOTHING_LEFT)
                    : List.of(Msg.of("undelete-no-results", "undelete-no-results"), NOTHING_LEFT));
        }
        now.ifPresent(page -> {
            Page touched = page.next(command.by().now());
            changes.update(touched);
            news.tell(changes, ChangeTold.of(PageContentChange.KIND_TAGS, touched, command.by()).log(log(changes, command, page.id(), 0))
                    .recent(RecentChange.ofLog(changes.ids().recentChange(), 0)).protections(changes.protections(page.title())));
        });
        return Uni.createFrom().item(new Restored(command.title(), 0, changes.positions()));
    }

    private static LogEntry log(PageChanges changes, Command command, long pageId, int revisions) {
        ObjectNode params = Log.params();
        params.putObject("count").put("revisions", revisions).put("files", command.fileVersions());
        return Log.entry(changes.ids().log(), "delete", "restore", command.by(), command.title(), pageId, command.reason(), params, command.tags());
    }
}
