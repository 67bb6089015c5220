package scriptorium.page.protect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.param.Timestamps;
import scriptorium.page.edit.PageAccess;
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

    /** @param protections level "all" takes a protection away */
    public record Command(Title title, List<Protection> protections, String reason, boolean cascade, Set<String> tags, Watching.Wish watch, By by) {}

    public Uni<List<Position>> execute(Command command) {
        return store.change(List.of(command.title()), command.by().caller().userId(), changes -> {
            Optional<Page> page = changes.page(command.title());
            PageAccess.check(command.by().caller(), "protect", command.title(), page.isPresent(), page.map(Page::id).orElse(0L), changes.protections(command.title()));
            List<Protection> before = changes.protections(command.title()).stream().filter(p -> p.type().equals("create") == page.isEmpty()).toList();
            List<Protection> after = lastOfEachType(command.protections()).stream().filter(p -> !p.level().equals("all")).toList();
            Uni<Void> told = same(before, after) ? Uni.createFrom().voidItem() : page.isPresent()
                    ? pageProtected(changes, command, page.get(), before, after)
                    : titleProtected(changes, command, before, after);
            return told.map(_ -> {
                Watching.apply(changes, command.by(), command.title(), command.watch(), "watchdefault");
                return changes.positions();
            });
        });
    }

    private static Collection<Protection> lastOfEachType(List<Protection> all) {
        Map<String, Protection> last = new LinkedHashMap<>();
        all.forEach(p -> last.put(p.type(), p));
        return last.values();
    }

    private static boolean same(List<Protection> before, List<Protection> after) {
        return before.size() == after.size() && before.containsAll(after);
    }

    private Uni<Void> pageProtected(PageChanges changes, Command command, Page page, List<Protection> before, List<Protection> after) {
        Instant now = command.by().second();
        PageChanges.Ids ids = changes.ids();
        return changes.revision(page.latestRevisionId()).map(current -> {
            String summary = (after.isEmpty() ? "Unprotected" : "Protected: " + describe(after).strip()) + (command.reason().isEmpty() ? "" : ": " + command.reason());
            Revision mark = new Revision(ids.revision(), page.id(), current.id(), now, command.by().caller().userId(), command.by().caller().name(), true,
                    current.size(), current.sha1(), summary, current.contentModel(), current.text(), 0, List.copyOf(command.tags()));
            Page marked = page.revised(mark, page.redirect(), now);
            changes.protect(command.title(), after).update(marked).insert(mark);
            news.tell(changes, ChangeTold.of(PageContentChange.KIND_PROTECT, marked, command.by()).from(page).revised(mark).log(log(changes, command, page.id(), before, after))
                    .recent(RecentChange.ofLog(ids.recentChange(), mark.id())).protections(after));
            return null;
        });
    }

    private Uni<Void> titleProtected(PageChanges changes, Command command, List<Protection> before, List<Protection> after) {
        return changes.titleSeq().map(seq -> {
            Page none = new Page(0, command.title(), false, false, "wikitext", "", 0, 0, seq, command.by().now());
            changes.protect(command.title(), after);
            news.tell(changes, ChangeTold.of(PageContentChange.KIND_PROTECT, none, command.by()).comment(command.reason()).log(log(changes, command, 0, before, after))
                    .recent(RecentChange.ofLog(changes.ids().recentChange(), 0)).protections(after));
            return null;
        });
    }

    private static LogEntry log(PageChanges changes, Command command, long pageId, List<Protection> before, List<Protection> after) {
        String action = after.isEmpty() ? "unprotect" : before.isEmpty() ? "protect" : "modify";
        ObjectNode params = Log.params();
        if (!after.isEmpty()) {
            params.put("description", describe(after)).put("cascade", command.cascade());
            ArrayNode details = params.putArray("details");
            after.forEach(p -> {
                ObjectNode detail = details.addObject().put("type", p.type()).put("level", p.level()).put("expiry", p.expiresAt().map(Timestamps::iso).orElse("infinite"));
                if (!p.type().equals("create")) {
                    detail.put("cascade", p.cascading());
                }
            });
        }
        return Log.entry(changes.ids().log(), "protect", action, command.by(), command.title(), pageId, command.reason(), params, command.tags());
    }

    private static String describe(List<Protection> protections) {
        StringBuilder text = new StringBuilder();
        protections.forEach(p -> text.append("\u200E[").append(p.type()).append('=').append(p.level()).append("] (")
                .append(p.expiresAt().map(at -> "until " + Timestamps.iso(at)).orElse("indefinite")).append(')'));
        return text.toString();
    }
}
