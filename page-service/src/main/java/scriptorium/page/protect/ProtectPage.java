package scriptorium.page.protect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import scriptorium.page.model.Protection;
import scriptorium.page.model.Revision;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageChanges;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.title.Title;

/** Says who may still change a page, or make one of this title. */
@ApplicationScoped
public class ProtectPage {

    private final PageStore store;
    private final PageNews news;

    ProtectPage(PageStore store, PageNews news) {
        this.store = store;
        this.news = news;
    }

    public record Command(Title title, List<Protection> protections, String reason, boolean cascade, String watch, Caller caller, Instant now, String requestId) {}

    public record Protected(Title title, Optional<Position> position) {}

    public Uni<Protected> execute(Command command) {
        return store.change(List.of(command.title()), changes -> changes.page(command.title()).chain(page -> changes.protections(command.title()).chain(before -> {
            boolean creation = command.protections().stream().anyMatch(p -> p.type().equals("create"));
            if (page.isEmpty() && command.protections().stream().anyMatch(p -> !p.type().equals("create"))) {
                throw ApiException.of("missingtitle-createonly", "apierror-missingtitle-createonly");
            }
            if (page.isPresent() && creation) {
                throw ApiException.of("create-titleexists", "apierror-create-titleexists");
            }
            List<Msg> refusals = PageAccess.refusals(command.caller(), "protect", command.title(), page.isPresent(), page.map(Page::id).orElse(0L), List.of());
            if (!refusals.isEmpty()) {
                throw new ApiException(refusals);
            }
            List<Protection> wanted = command.protections().stream().filter(p -> !p.level().equals("all")).toList();
            return changes.protect(command.title(), wanted)
                    .chain(() -> page.isPresent() ? tell(changes, command, page.get(), before, wanted) : Uni.createFrom().item(Optional.<Position>empty()))
                    .call(() -> Watching.apply(changes, command.caller(), command.title(), command.watch(), "watchdefault"))
                    .map(position -> new Protected(command.title(), position));
        })));
    }

    private Uni<Optional<Position>> tell(PageChanges changes, Command command, Page page, List<Protection> before, List<Protection> after) {
        Instant now = command.now().truncatedTo(ChronoUnit.SECONDS);
        Caller caller = command.caller();
        return changes.ids().chain(ids -> changes.revision(page.latestRevisionId()).chain(current -> {
            String action = after.isEmpty() ? "unprotect" : before.isEmpty() ? "protect" : "modify";
            ObjectNode params = JsonNodeFactory.instance.objectNode();
            if (!after.isEmpty()) {
                params.put("description", describe(after)).put("cascade", command.cascade());
                ArrayNode details = params.putArray("details");
                after.forEach(p -> details.addObject().put("type", p.type()).put("level", p.level())
                        .put("expiry", p.expiresAt().map(Timestamps::iso).orElse("infinite")).put("cascade", p.cascading()));
            }
            Revision mark = new Revision(ids.revision(), page.id(), current.id(), now, caller.userId(), caller.name(), true, current.size(), current.sha1(),
                    (after.isEmpty() ? "Unprotected" : "Protected: " + describe(after).strip()) + (command.reason().isEmpty() ? "" : ": " + command.reason()),
                    current.contentModel(), current.text(), 0, List.of());
            Page marked = new Page(page.id(), page.title(), false, page.redirect(), page.contentModel(), mark.id(), page.length(), page.changeSeq() + 1, now);
            LogEntry log = new LogEntry(ids.log(), "protect", action, Timestamps.iso(now), caller.userId(), caller.name(), page.title().namespace(),
                    page.title().text(), page.id(), command.reason(), params, List.of());
            RecentChange rc = new RecentChange(ids.recentChange(), "log", false, false, true, true, 0, mark.id(), 0, 0);
            ChangeTold told = new ChangeTold(PageContentChange.KIND_PROTECT, marked, Optional.of(page), List.of(mark), Optional.of(mark), caller, mark.comment(),
                    List.of(log), Optional.of(rc), after, now, command.requestId());
            return changes.update(marked)
                    .chain(() -> changes.insert(mark))
                    .chain(() -> changes.tell(news.of(told)))
                    .replaceWith(Optional.of(new Position(Topics.PAGE_CONTENT_CHANGE, String.valueOf(page.id()), marked.changeSeq())));
        }));
    }

    private static String describe(List<Protection> protections) {
        StringBuilder text = new StringBuilder();
        protections.forEach(p -> text.append("\u200E[").append(p.type()).append('=').append(p.level()).append("] (")
                .append(p.expiresAt().map(at -> "until " + Timestamps.iso(at)).orElse("indefinite")).append(')'));
        return text.toString();
    }
}
