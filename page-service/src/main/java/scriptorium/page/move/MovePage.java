package scriptorium.page.move;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.page.delete.DeletePage;
import scriptorium.page.edit.EditRefusal;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.edit.Summaries;
import scriptorium.page.edit.Watching;
import scriptorium.page.model.By;
import scriptorium.page.model.Page;
import scriptorium.page.model.Protection;
import scriptorium.page.model.Revision;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.Log;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageChanges;
import scriptorium.page.store.PageStore;
import scriptorium.page.tag.SoftwareTags;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Moves a page to another title, and leaves a redirect behind unless asked not to. */
@ApplicationScoped
public class MovePage {

    private final PageStore store;
    private final PageNews news;
    private final DeletePage deletePage;
    private final WikitextEngine engine;

    MovePage(PageStore store, PageNews news, DeletePage deletePage, WikitextEngine engine) {
        this.store = store;
        this.news = news;
        this.deletePage = deletePage;
        this.engine = engine;
    }

    public record Command(Title from, Title to, String reason, boolean redirect, Set<String> tags, Watching.Wish watch, By by) {

        public Command between(Title otherFrom, Title otherTo) {
            return new Command(otherFrom, otherTo, reason, redirect, tags, watch, by);
        }
    }

    /** @param overRedirect whether a redirect that pointed back was in the way, and has been deleted */
    public record Moved(Title from, Title to, boolean redirectCreated, boolean overRedirect, List<Position> positions) {}

    public Uni<Moved> execute(Command command) {
        if (command.from().equals(command.to())) {
            throw ApiException.of("selfmove", "selfmove");
        }
        return store.change(List.of(command.from(), command.to()), command.by().caller().userId(), changes -> {
            Page page = changes.page(command.from()).orElseThrow(() -> new ApiException(EditRefusal.MISSING_TITLE.msg()));
            return inTheWay(changes, command, page).chain(inTheWay -> {
                check(changes, command, page, inTheWay);
                return changes.revision(page.latestRevisionId()).chain(current -> changes.page(command.to()).isPresent()
                        ? changes.moreIds().chain(more -> moveOver(changes, command, page, current, more))
                        : move(changes, command, page, current, changes.ids(), false));
            });
        });
    }

    private static void check(PageChanges changes, Command command, Page page, Optional<Msg> inTheWay) {
        boolean file = command.from().namespace() == Namespace.FILE;
        Caller caller = command.by().caller();
        List<Msg> refusals = new ArrayList<>();
        inTheWay.ifPresent(refusals::add);
        if (!file && command.to().namespace() == Namespace.FILE) {
            refusals.add(Msg.of("nonfile-cannot-move-to-file", "nonfile-cannot-move-to-file"));
        }
        if (file && command.to().namespace() != Namespace.FILE) {
            refusals.add(Msg.of("nonfilenamespace", "imagenocrossnamespace"));
        }
        if (command.to().namespace() < 0) {
            refusals.add(Msg.of("immobile-target-namespace", "immobile-target-namespace", Arg.raw("Special")));
        }
        boolean taken = changes.page(command.to()).isPresent();
        add(refusals, PageAccess.refusals(caller, "move", command.from(), true, page.id(), changes.protections(command.from())));
        add(refusals, PageAccess.refusals(caller, "edit", command.from(), true, page.id(), changes.protections(command.from())));
        List<Msg> ofTarget = PageAccess.refusals(caller, "edit", command.to(), taken, 0, changes.protections(command.to()));
        add(refusals, ofTarget);
        if (!caller.may("move")) {
            add(refusals, List.of(Msg.of("cantmove", "movenotallowed")));
        }
        if (!taken && ofTarget.stream().anyMatch(m -> m.code().equals("protectedpage"))) {
            refusals.add(Msg.of("protectedtitle", "cantmove-titleprotected"));
        }
        if (!refusals.isEmpty()) {
            throw new ApiException(refusals);
        }
    }

    private static void add(List<Msg> refusals, List<Msg> more) {
        more.stream().filter(m -> refusals.stream().noneMatch(r -> r.code().equals(m.code()))).forEach(refusals::add);
    }

    /** That the target is there: only a redirect with one revision that points back may be overwritten. */
    private Uni<Optional<Msg>> inTheWay(PageChanges changes, Command command, Page page) {
        Optional<Page> other = changes.page(command.to());
        return other.isEmpty() ? Uni.createFrom().item(Optional.empty()) : changes.revision(other.get().latestRevisionId()).map(revision -> {
            boolean alone = other.get().redirect() && revision.parentId() == 0;
            boolean back = alone && engine.redirectTarget(revision.text()).map(Title::withoutFragment).equals(Optional.of(page.title()));
            String code = alone ? "redirectexists" : "articleexists";
            return back ? Optional.empty() : Optional.of(Msg.of(code, code, Arg.raw(engine.fullText(other.get().title()))));
        });
    }

    /** Makes room first. The log tells the deletion before the move, the recent changes tell it behind. */
    private Uni<Moved> moveOver(PageChanges changes, Command command, Page page, Revision current, PageChanges.Ids more) {
        PageChanges.Ids ids = changes.ids();
        Page other = changes.page(command.to()).orElseThrow();
        String reason = "Making room for a move from [[" + engine.fullText(page.title()) + "]]";
        DeletePage.Command delete = new DeletePage.Command(other.title(), Optional.of(reason), Set.of(), Watching.Wish.NONE, command.by());
        return deletePage.delete(changes, new PageChanges.Ids(more.revision(), ids.log(), more.recentChange(), more.page()), delete, other, "delete_redir")
                .chain(() -> move(changes, command, page, current, new PageChanges.Ids(ids.revision(), more.log(), ids.recentChange(), ids.page()), true));
    }

    private Uni<Moved> move(PageChanges changes, Command command, Page page, Revision current, PageChanges.Ids ids, boolean over) {
        Instant now = command.by().second();
        Caller caller = command.by().caller();
        boolean redirect = (command.redirect() || !caller.may("suppressredirect")) && current.contentModel().equals("wikitext");
        String summary = Summaries.tidy("Moved: [[" + engine.fullText(command.from()) + "]] → [[" + engine.fullText(command.to()) + "]]"
                + (command.reason().isEmpty() ? "" : ": " + command.reason()));
        Revision mark = new Revision(ids.revision(), page.id(), current.id(), now, caller.userId(), caller.name(), true, current.size(), current.sha1(), summary,
                current.contentModel(), current.text(), 0, List.copyOf(command.tags()));
        Page moved = page.titled(command.to()).revised(mark, page.redirect(), now);
        ObjectNode params = Log.params()
                .put("target_ns", command.to().namespace())
                .put("target_title", engine.fullText(command.to()))
                .put("suppressredirect", !redirect);
        LogEntry log = Log.entry(ids.log(), "move", over ? "move_redir" : "move", command.by(), command.from(), page.id(), command.reason(), params, command.tags());
        List<Protection> kept = changes.protections(command.from());
        Page last = kept.isEmpty() ? moved : moved.next(now);
        changes.moveAlong(command.from(), command.to()).update(last).insert(mark);
        news.tell(changes, ChangeTold.of(PageContentChange.KIND_MOVE, moved, command.by()).from(page).revised(mark).comment(command.reason()).log(log)
                .recent(RecentChange.ofLog(ids.recentChange(), mark.id())).protections(kept));
        Uni<?> told = kept.isEmpty() ? Uni.createFrom().voidItem() : changes.moreIds().invoke(more -> tellProtections(changes, more, command, last, kept));
        return told.chain(() -> redirect ? changes.moreIds().invoke(more -> leaveRedirect(changes, more, command, summary)) : Uni.createFrom().nullItem()).map(_ -> {
            Watching.apply(changes, command.by(), command.from(), command.watch(), "watchmoves");
            Watching.apply(changes, command.by(), command.to(), command.watch(), "watchmoves");
            return new Moved(command.from(), command.to(), redirect, over, changes.positions());
        });
    }

    /** The log of protections tells that they have gone with the page. */
    private void tellProtections(PageChanges changes, PageChanges.Ids ids, Command command, Page page, List<Protection> kept) {
        String comment = "[[" + engine.fullText(command.from()) + "]] → [[" + engine.fullText(command.to()) + "]]" + (command.reason().isEmpty() ? "" : ": " + command.reason());
        ObjectNode params = Log.params().put("oldtitle_ns", command.from().namespace()).put("oldtitle_title", engine.fullText(command.from()));
        LogEntry log = Log.entry(ids.log(), "protect", "move_prot", command.by(), command.to(), page.id(), Summaries.tidy(comment), params, command.tags());
        news.tell(changes, ChangeTold.of(PageContentChange.KIND_PROTECT, page, command.by()).from(page).comment(comment).log(log)
                .recent(RecentChange.ofLog(ids.recentChange(), 0)).protections(kept));
    }

    private void leaveRedirect(PageChanges changes, PageChanges.Ids ids, Command command, String summary) {
        String text = engine.redirectTo(command.to());
        Caller caller = command.by().caller();
        Revision revision = new Revision(ids.revision(), ids.page(), 0, command.by().second(), caller.userId(), caller.name(), false, Revision.sizeOf(text),
                Revision.sha1Of(text), summary, "wikitext", text, 0,
                Stream.concat(Stream.of(SoftwareTags.NEW_REDIRECT), command.tags().stream()).distinct().toList());
        Page page = Page.created(command.from(), revision, true);
        changes.insert(page).insert(revision);
        news.tell(changes, ChangeTold.of(PageContentChange.KIND_CREATE, page, command.by()).revised(revision));
    }
}
