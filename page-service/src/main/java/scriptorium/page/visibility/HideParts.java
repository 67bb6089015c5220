package scriptorium.page.visibility;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.page.model.By;
import scriptorium.page.model.Page;
import scriptorium.page.model.Revision;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.Log;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageChanges;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Hides parts of revisions and log entries, or shows them again. */
@ApplicationScoped
public class HideParts {

    /** Bits of what can be hidden. */
    public static final int CONTENT = 1;
    public static final int COMMENT = 2;
    public static final int USER = 4;
    public static final int RESTRICTED = 8;

    private final PageStore store;
    private final PageNews news;

    HideParts(PageStore store, PageNews news) {
        this.store = store;
        this.news = news;
    }

    /**
     * @param hide bits to set; {@code show} bits to clear
     * @param suppress whether administrators are kept out, too; empty to leave that as it is
     */
    public record Command(int hide, int show, Optional<Boolean> suppress, String reason, Set<String> tags, By by) {

        int applied(int before) {
            int after = (before | hide) & ~show;
            int bits = suppress.map(on -> on ? after | RESTRICTED : after & ~RESTRICTED).orElse(after);
            return (bits & ~RESTRICTED) == 0 ? 0 : bits;
        }
    }

    /** What came of one revision: what is hidden now, and whether that is a change; refused for the text of a current one. */
    public record Done(Revision revision, boolean changed, boolean current) {}

    public record Result(Map<Long, Done> items, List<Position> positions) {}

    /** Revisions of one page, present or deleted. */
    public Uni<Result> revisions(Command command, Title title, List<Long> ids, boolean archived) {
        return store.change(List.of(title), changes -> changes.revisions(ids).chain(found -> {
            long pageId = found.isEmpty() ? 0 : found.getFirst().pageId();
            return changes.pageById(pageId).map(page -> page.isEmpty() ? new Result(Map.of(), List.of()) : hide(changes, command, page.get(), found, archived));
        }));
    }

    private Result hide(PageChanges changes, Command command, Page page, List<Revision> found, boolean archived) {
        Map<Long, Done> items = new LinkedHashMap<>();
        List<Revision> changed = new ArrayList<>();
        for (Revision r : found) {
            if (r.pageId() != page.id()) {
                continue;
            }
            Revision hidden = r.hidden(command.applied(r.visibility()));
            boolean current = !page.deleted() && r.id() == page.latestRevisionId() && hidden.hides(CONTENT);
            boolean differs = !current && hidden.visibility() != r.visibility();
            items.put(r.id(), new Done(current ? r : hidden, differs, current));
            if (differs) {
                changed.add(hidden);
                changes.annotate(hidden);
            }
        }
        if (changed.isEmpty()) {
            return new Result(items, List.of());
        }
        Page next = page.next(page.changedAt());
        changes.update(next);
        LogEntry log = log(changes, command, page.title(), page.id(), archived ? "archive" : "revision", "revision", changed.stream().map(Revision::id).toList(),
                found.getFirst().visibility(), changed.getFirst().visibility());
        ChangeTold told = ChangeTold.of(PageContentChange.KIND_VISIBILITY, next, command.by()).revisions(changed).comment(command.reason()).log(log)
                .protections(changes.protections(page.title()));
        told = archived ? told : told.current(changed.getLast());
        news.tell(changes, log.type().equals("suppress") ? told : told.recent(recent(changes)));
        return new Result(items, changes.positions());
    }

    /** A log entry; its "content" is what was done and to what. */
    public Uni<LogDone> logEntry(Command command, LogEntry entry) {
        int after = command.applied(entry.visibility());
        if (after == entry.visibility()) {
            return Uni.createFrom().item(new LogDone(entry, false, List.of()));
        }
        Title title = Title.of(entry.namespace(), entry.title());
        Title target = Title.of(Namespace.SPECIAL, "Log/" + entry.type());
        return store.change(List.of(title), changes -> changes.titleSeq().map(seq -> {
            LogEntry hidden = Log.annotated(entry, entry.tags(), after);
            LogEntry log = log(changes, command, target, 0, "logging", "event", List.of(entry.id()), entry.visibility(), after);
            Page none = new Page(0, title, false, false, "wikitext", "", 0, 0, seq, command.by().now());
            ChangeTold told = ChangeTold.of(PageContentChange.KIND_VISIBILITY, none, command.by()).log(hidden, log).protections(changes.protections(title));
            news.tell(changes, log.type().equals("suppress") ? told : told.recent(recent(changes)));
            return new LogDone(hidden, true, changes.positions());
        }));
    }

    public record LogDone(LogEntry entry, boolean changed, List<Position> positions) {}

    private static RecentChange recent(PageChanges changes) {
        return RecentChange.ofLog(changes.ids().recentChange(), 0);
    }

    private static LogEntry log(
            PageChanges changes, Command command, Title title, long pageId, String type, String action, List<Long> ids, int before, int after) {
        ObjectNode params = Log.params().put("type", type);
        var list = params.putArray("ids");
        ids.forEach(list::add);
        bits(params.putObject("old"), before);
        bits(params.putObject("new"), after);
        boolean suppressed = ((before | after) & RESTRICTED) != 0;
        return Log.entry(changes.ids().log(), suppressed ? "suppress" : "delete", action, command.by(), title, pageId, command.reason(), params, command.tags());
    }

    private static void bits(ObjectNode out, int bits) {
        out.put("bitmask", bits).put("content", (bits & CONTENT) != 0).put("comment", (bits & COMMENT) != 0).put("user", (bits & USER) != 0)
                .put("restricted", (bits & RESTRICTED) != 0);
    }
}
