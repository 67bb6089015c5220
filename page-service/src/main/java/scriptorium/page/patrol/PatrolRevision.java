package scriptorium.page.patrol;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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
import scriptorium.page.edit.PageAccess;
import scriptorium.page.model.By;
import scriptorium.page.model.Page;
import scriptorium.page.model.Revision;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.Log;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageStore;

/** Marks a change as looked at. */
@ApplicationScoped
public class PatrolRevision {

    private final PageStore store;
    private final PageNews news;

    PatrolRevision(PageStore store, PageNews news) {
        this.store = store;
        this.news = news;
    }

    /** One of both says which change it is. */
    public record Command(Optional<Long> recentChangeId, Optional<Long> revisionId, Set<String> tags, By by) {}

    public record Patrolled(long recentChangeId, Page page, List<Position> positions) {}

    public Uni<Patrolled> execute(Command command) {
        return revision(command).chain(revision -> store.page(revision.pageId()).chain(found -> {
            Page page = found.orElseThrow(() -> notPatrollable(revision));
            check(command.by().caller(), page, revision);
            return store.change(List.of(page.title()), changes -> {
                Page now = changes.page(page.title()).filter(p -> p.id() == page.id()).orElseThrow(() -> notPatrollable(revision));
                return changes.revision(revision.id()).map(fresh -> {
                    if (!fresh.patrolled()) {
                        LogEntry log = Log.entry(changes.ids().log(), "patrol", "patrol", command.by(), now.title(), now.id(), "",
                                Log.params().put("curid", fresh.id()).put("previd", fresh.parentId()).put("auto", false), command.tags());
                        Page next = now.next(now.changedAt());
                        changes.patrol(fresh).update(next);
                        news.tell(changes, ChangeTold.of(PageContentChange.KIND_PATROL, next, command.by()).revisions(List.of(fresh)).log(log)
                                .protections(changes.protections(now.title())));
                    }
                    return new Patrolled(fresh.recentChangeId(), now, changes.positions());
                });
            });
        }));
    }

    private Uni<Revision> revision(Command command) {
        if (command.recentChangeId().isPresent()) {
            long id = command.recentChangeId().get();
            return store.revisionOfRecentChange(id).map(found -> found.filter(_ -> id > 0).orElseThrow(() ->
                    ApiException.of("nosuchrcid", "apierror-nosuchrcid", Arg.rawNum(id))));
        }
        long id = command.revisionId().orElseThrow();
        return store.revision(id).map(found -> {
            Revision revision = found.orElseThrow(() -> ApiException.of("nosuchrevid", "apierror-nosuchrevid", Arg.rawNum(id)));
            if (revision.recentChangeId() == 0) {
                throw notPatrollable(revision);
            }
            return revision;
        });
    }

    private static void check(Caller caller, Page page, Revision revision) {
        List<Msg> refusals = new java.util.ArrayList<>(PageAccess.refusals(caller, "patrol", page.title(), true, page.id(), List.of()));
        if (caller.name().equals(revision.userName()) && !caller.may("autopatrol")) {
            refusals.add(Msg.of("noautopatrol", "markedaspatrollederror-noautopatrol"));
        }
        if (!refusals.isEmpty()) {
            throw new ApiException(refusals);
        }
    }

    private static ApiException notPatrollable(Revision revision) {
        return ApiException.of("notpatrollable", "apierror-notpatrollable", Arg.rawNum(revision.id()));
    }
}
