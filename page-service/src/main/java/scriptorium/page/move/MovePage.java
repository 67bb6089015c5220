package scriptorium.page.move;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
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
            check(changes, command, page);
            return changes.revision(page.latestRevisionId())
                    .chain(current -> clear(changes, command, page).chain(over -> move(changes, command, page, current, over)));
        });
    }

    private static void check(PageChanges changes, Command command, Page page) {
        boolean file = command.from().namespace() == Namespace.FILE;
        if (!file && command.to().namespace() == Namespace.FILE) {
            throw ApiException.of("nonfile-cannot-move-to-file", "nonfile-cannot-move-to-file");
        }
        if (file && command.to().namespace() != Namespace.FILE) {
            throw ApiException.of("nonfilenamespace", "imagenocrossnamespace");
        }
        Caller caller = command.by().caller();
        List<Msg> refusals = new ArrayList<>();
        if (command.to().namespace() < 0) {
            refusals.add(Msg.of("immobile-target-namespace", "immobile-target-namespace", Arg.raw("Special")));
        }
        boolean taken = changes.page(command.to()).isPresent();
        add(refusals, PageAccess.refusals(caller, "move", command.from(), true, page.id(), changes.protections(command.from())));
        add(refusals, PageAccess.refusals(caller, "edit", command.from(), true, page.id(), changes.protections(command.from())));
        List<Msg> ofTarget = PageAccess.refusals(caller, "edit", command.to(), taken, 0, changes.protections(command.to()));
        add(refusals, ofTarget);
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

    /** Makes room: a redirect with one revision that points back may be overwritten; nothing else. */
    private Uni<Boolean> clear(PageChanges changes, Command command, Page page) {
        Optional<Page> inTheWay = changes.page(command.to());
        if (inTheWay.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        Page other = inTheWay.get();
        return changes.revision(other.latestRevisionId()).chain(revision -> {
            boolean back = other.redirect() && revision.parentId() == 0
                    && engine.redirectTarget(revision.text()).map(Title::withoutFragment).equals(Optional.of(page.title()));
            if (!back) {
                throw ApiException.of("articleexists", "articleexists", Arg.raw(engine.fullText(other.title())));
            }
            String reason = "Making room for a move from [[" + engine.fullText(page.title()) + "]]";
            DeletePage.Command delete = new DeletePage.Command(other.title(), Optional.of(reason), Set.of(), Watching.Wish.NONE, command.by());
            return changes.moreIds().chain(ids -> deletePage.delete(changes, ids, delete, other)).replaceWith(true);
        });
    }

    private Uni<Moved> move(PageChanges changes, Command command, Page page, Revision current, boolean over) {
        Instant now = command.by().second();
        Caller caller = command.by().caller();
        boolean redirect = (command.redirect() || !caller.may("suppressredirect")) && current.contentModel().equals("wikitext");
        PageChanges.Ids ids = changes.ids();
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
        changes.moveAlong(command.from(), command.to()).update(moved).insert(mark);
        news.tell(changes, ChangeTold.of(PageContentChange.KIND_MOVE, moved, command.by()).from(page).revised(mark).comment(command.reason()).log(log)
                .recent(Log.recent(ids.recentChange(), mark.id())).protections(changes.protections(command.from())));
        return (redirect ? changes.moreIds().invoke(more -> leaveRedirect(changes, more, command, summary)) : Uni.createFrom().nullItem()).map(_ -> {
            Watching.apply(changes, command.by(), command.from(), command.watch(), "watchmoves");
            Watching.apply(changes, command.by(), command.to(), command.watch(), "watchmoves");
            return new Moved(command.from(), command.to(), redirect, over, changes.positions());
        });
    }

    private void leaveRedirect(PageChanges changes, PageChanges.Ids ids, Command command, String summary) {
        boolean needsColon = command.to().namespace() == Namespace.CATEGORY || command.to().namespace() == Namespace.FILE;
        String text = "#REDIRECT [[" + (needsColon ? ":" : "") + engine.fullText(command.to()) + "]]";
        Caller caller = command.by().caller();
        Revision revision = new Revision(ids.revision(), ids.page(), 0, command.by().second(), caller.userId(), caller.name(), false, Revision.sizeOf(text),
                Revision.sha1Of(text), summary, "wikitext", text, 0, List.of(SoftwareTags.NEW_REDIRECT));
        Page page = Page.created(command.from(), revision, true);
        changes.insert(page).insert(revision);
        news.tell(changes, ChangeTold.of(PageContentChange.KIND_CREATE, page, command.by()).revised(revision));
    }
}
