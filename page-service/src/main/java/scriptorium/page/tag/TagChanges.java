package scriptorium.page.tag;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
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

/** Puts tags on revisions and log entries that are there already, or takes them off. */
@ApplicationScoped
public class TagChanges {

    private final PageStore store;
    private final PageNews news;

    TagChanges(PageStore store, PageNews news) {
        this.store = store;
        this.news = news;
    }

    public record Command(Set<String> add, Set<String> remove, String reason, Set<String> tags, By by) {}

    /** @param logId 0 when there was nothing to do */
    public record Tagged(long logId, List<String> added, List<String> removed, List<Position> positions) {}

    private record Difference(List<String> added, List<String> removed, List<String> all) {}

    private static Difference difference(Command command, Collection<String> before) {
        List<String> added = command.add().stream().filter(tag -> !before.contains(tag)).toList();
        List<String> removed = command.remove().stream().filter(tag -> before.contains(tag) && !command.add().contains(tag)).toList();
        // A tag that is both added and taken off goes, when it was there.
        List<String> both = command.remove().stream().filter(tag -> before.contains(tag) && command.add().contains(tag)).toList();
        List<String> gone = new ArrayList<>(removed);
        gone.addAll(both);
        List<String> all = new ArrayList<>(before);
        all.removeAll(gone);
        all.addAll(added.stream().filter(tag -> !command.remove().contains(tag)).toList());
        return new Difference(added.stream().filter(tag -> !command.remove().contains(tag)).toList(), gone, all);
    }

    private static final Tagged NOTHING = new Tagged(0, List.of(), List.of(), List.of());

    public Uni<Tagged> revision(Command command, Revision revision) {
        return store.page(revision.pageId()).chain(page -> page.isEmpty() ? Uni.createFrom().item(NOTHING) : store.change(List.of(page.get().title()), changes ->
                changes.revision(revision.id()).map(fresh -> {
                    Difference d = difference(command, fresh.tags());
                    Optional<Page> now = changes.page(page.get().title());
                    if (d.added().isEmpty() && d.removed().isEmpty() || now.isEmpty()) {
                        return NOTHING;
                    }
                    Revision tagged = fresh.tagged(d.all());
                    Page next = now.get().next(now.get().changedAt());
                    LogEntry log = log(changes, command, next.title(), next.id(), fresh.id(), 0, d, fresh.tags());
                    changes.annotate(tagged).update(next);
                    news.tell(changes, ChangeTold.of(PageContentChange.KIND_TAGS, next, command.by()).revisions(List.of(tagged)).log(log)
                            .protections(changes.protections(next.title())));
                    return new Tagged(log.id(), d.added(), d.removed(), changes.positions());
                })));
    }

    public Uni<Tagged> logEntry(Command command, LogEntry entry) {
        Title title = Title.of(entry.namespace(), entry.title());
        return store.change(List.of(title), changes -> {
            Difference d = difference(command, entry.tags());
            if (d.added().isEmpty() && d.removed().isEmpty()) {
                return Uni.createFrom().item(NOTHING);
            }
            return changes.titleSeq().map(seq -> {
                Page none = new Page(0, title, false, false, "wikitext", "", 0, 0, seq, command.by().now());
                LogEntry log = log(changes, command, Title.of(Namespace.SPECIAL, "Log/" + entry.type()), 0, 0, entry.id(), d, entry.tags());
                news.tell(changes, ChangeTold.of(PageContentChange.KIND_TAGS, none, command.by()).log(Log.annotated(entry, d.all(), entry.visibility()), log)
                        .protections(changes.protections(title)));
                return new Tagged(log.id(), d.added(), d.removed(), changes.positions());
            });
        });
    }

    private static LogEntry log(
            PageChanges changes, Command command, Title title, long pageId, long revisionId, long logId, Difference d, Collection<String> before) {
        ObjectNode params = Log.params();
        flagOrNumber(params, "revid", revisionId);
        flagOrNumber(params, "logid", logId);
        names(params.putArray("tagsAdded"), d.added());
        params.put("tagsAddedCount", d.added().size());
        names(params.putArray("tagsRemoved"), d.removed());
        params.put("tagsRemovedCount", d.removed().size());
        names(params.putArray("initialTags"), before);
        return Log.entry(changes.ids().log(), "tag", "update", command.by(), title, pageId, command.reason(), params, command.tags());
    }

    private static void flagOrNumber(ObjectNode params, String name, long value) {
        if (value == 0) {
            params.put(name, false);
        } else {
            params.put(name, value);
        }
    }

    private static void names(ArrayNode array, Collection<String> names) {
        names.forEach(array::add);
    }
}
