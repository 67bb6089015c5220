package scriptorium.page.move;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.event.Topics;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Timestamps;
import scriptorium.page.delete.DeletePage;
import scriptorium.page.edit.EditRefusal;
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

    public record Command(Title from, Title to, String reason, boolean redirect, String watch, Caller caller, Instant now, String requestId) {}

    /** @param overRedirect whether a redirect that pointed back was in the way, and has been deleted */
    public record Moved(Title from, Title to, boolean redirectCreated, boolean overRedirect, List<Position> positions) {}

    public Uni<Moved> execute(Command command) {
        if (command.from().equals(command.to())) {
            throw ApiException.of("selfmove", "selfmove");
        }
        return store.change(List.of(command.from(), command.to()), changes -> changes.page(command.from()).chain(found -> {
            Page page = found.orElseThrow(() -> new ApiException(EditRefusal.MISSING_TITLE.msg()));
            return changes.protections(command.from()).chain(from -> changes.protections(command.to()).chain(to ->
                    changes.page(command.to()).chain(inTheWay -> {
                        check(command, page, from, to, inTheWay);
                        return clear(changes, command, page, inTheWay).chain(over -> move(changes, command, page, over));
                    })));
        }));
    }

    private static void check(Command command, Page page, List<Protection> from, List<Protection> to, Optional<Page> inTheWay) {
        boolean file = command.from().namespace() == Namespace.FILE;
        if (!file && command.to().namespace() == Namespace.FILE) {
            throw ApiException.of("nonfile-cannot-move-to-file", "nonfile-cannot-move-to-file");
        }
        if (file && command.to().namespace() != Namespace.FILE) {
            throw ApiException.of("imagenocrossnamespace", "imagenocrossnamespace");
        }
        List<Msg> refusals = new ArrayList<>(PageAccess.refusals(command.caller(), "move", command.from(), true, page.id(), from));
        PageAccess.refusals(command.caller(), "edit", command.from(), true, page.id(), from).stream().filter(m -> !refusals.contains(m)).forEach(refusals::add);
        PageAccess.refusals(command.caller(), "edit", command.to(), inTheWay.isPresent(), 0, to).stream().filter(m -> !refusals.contains(m)).forEach(refusals::add);
        if (!refusals.isEmpty()) {
            throw new ApiException(refusals);
        }
    }

    /** Makes room: a redirect with one revision that points back may be overwritten; nothing else. */
    private Uni<Boolean> clear(PageChanges changes, Command command, Page page, Optional<Page> inTheWay) {
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
            DeletePage.Command delete = new DeletePage.Command(other.title(), "Making room for a move from [[" + engine.fullText(page.title()) + "]]",
                    "nochange", command.caller(), command.now(), command.requestId());
            return deletePage.delete(changes, delete, other).replaceWith(true);
        });
    }

    private Uni<Moved> move(PageChanges changes, Command command, Page page, boolean over) {
        Instant now = command.now().truncatedTo(ChronoUnit.SECONDS);
        Caller caller = command.caller();
        boolean redirect = command.redirect() || !caller.may("suppressredirect");
        return changes.revision(page.latestRevisionId()).chain(current -> changes.ids().chain(ids -> {
            String said = engine.fullText(command.from()) + " → " + engine.fullText(command.to());
            String summary = command.reason().isEmpty() ? "Moved: [[" + said.replace(" → ", "]] → [[") + "]]" : "Moved: [[" + said.replace(" → ", "]] → [[")
                    + "]]: " + command.reason();
            Revision mark = new Revision(ids.revision(), page.id(), current.id(), now, caller.userId(), caller.name(), true, current.size(), current.sha1(),
                    summary, current.contentModel(), current.text(), 0, List.of());
            Page moved = new Page(page.id(), command.to(), false, page.redirect(), page.contentModel(), mark.id(), page.length(), page.changeSeq() + 1, now);
            ObjectNode params = JsonNodeFactory.instance.objectNode()
                    .put("target_ns", command.to().namespace())
                    .put("target_title", engine.fullText(command.to()))
                    .put("suppressredirect", !redirect);
            LogEntry log = new LogEntry(ids.log(), "move", over ? "move_redir" : "move", Timestamps.iso(now), caller.userId(), caller.name(),
                    command.from().namespace(), command.from().text(), page.id(), command.reason(), params, List.of());
            RecentChange rc = new RecentChange(ids.recentChange(), "log", false, false, true, true, 0, mark.id(), 0, 0);
            return changes.moveProtection(command.from(), command.to())
                    .chain(() -> changes.protections(command.to()))
                    .chain(protections -> {
                        ChangeTold told = new ChangeTold(PageContentChange.KIND_MOVE, moved, Optional.of(page), List.of(mark), Optional.of(mark), caller,
                                command.reason(), List.of(log), Optional.of(rc), protections, now, command.requestId());
                        return changes.update(moved).chain(() -> changes.insert(mark)).chain(() -> changes.tell(news.of(told)));
                    })
                    .chain(() -> redirect ? leaveRedirect(changes, command, now, summary) : Uni.createFrom().item(Optional.<Position>empty()))
                    .call(() -> Watching.apply(changes, caller, command.to(), command.watch(), "watchmoves"))
                    .map(left -> {
                        List<Position> positions = new ArrayList<>(List.of(
                                new Position(Topics.PAGE_CONTENT_CHANGE, String.valueOf(page.id()), moved.changeSeq())));
                        left.ifPresent(positions::add);
                        return new Moved(command.from(), command.to(), left.isPresent(), over, positions);
                    });
        }));
    }

    private Uni<Optional<Position>> leaveRedirect(PageChanges changes, Command command, Instant now, String summary) {
        String target = engine.fullText(command.to());
        boolean needsColon = command.to().namespace() == Namespace.CATEGORY || command.to().namespace() == Namespace.FILE;
        String text = "#REDIRECT [[" + (needsColon ? ":" : "") + target + "]]";
        Caller caller = command.caller();
        return changes.ids().chain(ids -> {
            Revision revision = new Revision(ids.revision(), ids.page(), 0, now, caller.userId(), caller.name(), false, Revision.sizeOf(text),
                    Revision.sha1Of(text), summary, "wikitext", text, 0, List.of("mw-new-redirect"));
            Page page = new Page(ids.page(), command.from(), false, true, "wikitext", revision.id(), revision.size(), 1, now);
            ChangeTold told = new ChangeTold(PageContentChange.KIND_CREATE, page, Optional.empty(), List.of(revision), Optional.of(revision), caller, summary,
                    List.of(), Optional.empty(), List.of(), now, command.requestId());
            return changes.insert(page)
                    .chain(() -> changes.insert(revision))
                    .chain(() -> changes.tell(news.of(told)))
                    .replaceWith(Optional.of(new Position(Topics.PAGE_CONTENT_CHANGE, String.valueOf(page.id()), 1)));
        });
    }
}
