package scriptorium.page.rollback;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.page.edit.EditRefusal;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.edit.Reverts;
import scriptorium.page.edit.Summaries;
import scriptorium.page.edit.Watching;
import scriptorium.page.model.By;
import scriptorium.page.model.Page;
import scriptorium.page.model.Revision;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageChanges;
import scriptorium.page.store.PageStore;
import scriptorium.page.tag.SoftwareTags;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Title;

/** Takes back all that the last editor of a page has done in a row, and marks it as looked at. */
@ApplicationScoped
public class RollbackPage {

    private static final int MOST = 500;

    private final PageStore store;
    private final PageNews news;
    private final Reverts reverts;
    private final WikitextEngine engine;

    RollbackPage(PageStore store, PageNews news, Reverts reverts, WikitextEngine engine) {
        this.store = store;
        this.news = news;
        this.reverts = reverts;
        this.engine = engine;
    }

    /** @param user whose edits are to be taken back: refused when somebody else has edited since */
    public record Command(Title title, String user, String summary, boolean markBot, Set<String> tags, Watching.Wish watch, By by) {}

    /** @param undone the revision that was current; {@code back} the one whose text the page has again */
    public record RolledBack(Page page, String summary, long revisionId, long undone, long back, List<Position> positions) {}

    public Uni<RolledBack> execute(Command command) {
        return store.change(List.of(command.title()), command.by().caller().userId(), changes -> {
            Page page = changes.page(command.title()).orElseThrow(() -> new ApiException(EditRefusal.MISSING_TITLE.msg()));
            check(changes, command, page);
            return changes.revision(page.latestRevisionId()).chain(current -> {
                if (!current.userName().equals(command.user())) {
                    throw ApiException.of("alreadyrolled", "alreadyrolled", Arg.raw(engine.fullText(page.title())), Arg.raw(command.user()), Arg.raw(current.userName()));
                }
                return changes.lastByOthers(page.id(), current.userName()).chain(found -> {
                    Revision back = found.orElseThrow(() -> ApiException.of("onlyauthor", "cantrollback"));
                    if (back.hides(1) || back.hides(4)) {
                        throw ApiException.of("notvisiblerev", "notvisiblerev");
                    }
                    return changes.after(page.id(), back.id(), MOST).chain(undone -> save(changes, command, page, current, back, undone));
                });
            });
        });
    }

    private static void check(PageChanges changes, Command command, Page page) {
        Caller caller = command.by().caller();
        List<Msg> refusals = new ArrayList<>(PageAccess.refusals(caller, "edit", page.title(), true, page.id(), changes.protections(page.title())));
        PageAccess.refusals(caller, "rollback", page.title(), true, page.id(), List.of()).stream()
                .filter(m -> refusals.stream().noneMatch(r -> r.code().equals(m.code()))).forEach(refusals::add);
        if (!refusals.isEmpty()) {
            throw new ApiException(refusals);
        }
    }

    private Uni<RolledBack> save(PageChanges changes, Command command, Page page, Revision current, Revision back, List<Revision> undone) {
        Caller caller = command.by().caller();
        PageChanges.Ids ids = changes.ids();
        String summary = Summaries.tidy(command.summary().isEmpty() ? summary(current.userName(), back.userName()) : command.summary());
        List<String> tags = new ArrayList<>(List.of(SoftwareTags.ROLLBACK));
        tags.addAll(command.tags());
        Revision revision = new Revision(ids.revision(), page.id(), current.id(), command.by().second(), caller.userId(), caller.name(), caller.may("minoredit"),
                back.size(), back.sha1(), summary, back.contentModel(), back.text(), 0, tags, ids.recentChange(), true);
        RecentChange rc = new RecentChange(ids.recentChange(), "edit", revision.minor(), asBot(command), true, caller.may("autopatrol"), current.id(), revision.id(),
                current.size(), revision.size());
        boolean redirect = back.contentModel().equals("wikitext") && engine.redirectTarget(back.text()).isPresent();
        Page rolled = page.revised(revision, redirect, revision.madeAt());
        changes.insert(revision);
        news.tell(changes, ChangeTold.of(PageContentChange.KIND_EDIT, rolled, command.by()).from(page).revised(revision).recent(rc)
                .protections(changes.protections(page.title())));
        Watching.apply(changes, command.by(), page.title(), command.watch(), "watchrollback");
        return reverts.mark(changes, patrolled(changes, command, rolled, undone), back.id(), revision.id(), command.by()).map(last -> {
            changes.update(last);
            return new RolledBack(last, summary, revision.id(), current.id(), back.id(), changes.positions());
        });
    }

    private static boolean asBot(Command command) {
        return command.markBot() && (command.by().caller().may("markbotedits") || command.by().caller().may("bot"));
    }

    private Page patrolled(PageChanges changes, Command command, Page page, List<Revision> undone) {
        boolean bot = asBot(command);
        List<Revision> open = undone.stream().filter(r -> !r.patrolled()).toList();
        List<Revision> marked = bot ? undone : open;
        if (marked.isEmpty()) {
            return page;
        }
        Page next = page.next(page.changedAt());
        open.forEach(changes::patrol);
        news.tell(changes, ChangeTold.of(bot ? PageContentChange.KIND_BOT_MARK : PageContentChange.KIND_PATROL, next, command.by()).revisions(marked).protections(changes.protections(page.title())));
        return next;
    }

    private static String summary(String from, String to) {
        return "Rolled back what [[Special:Contributions/" + from + "|" + from + "]] ([[User talk:" + from + "|talk]]) did, to the last revision of [[User:" + to + "|" + to + "]]";
    }
}
