package scriptorium.page.merge;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Timestamps;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.edit.Summaries;
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

/** Makes the older revisions of one page those of another. A source that has none left becomes a redirect. */
@ApplicationScoped
public class MergeHistory {

    private static final Msg OVERLAP = Msg.of("mergehistory-fail-timestamps-overlap", "mergehistory-fail-timestamps-overlap");
    private static final int MOST = 5000;

    private final PageStore store;
    private final PageNews news;
    private final WikitextEngine engine;

    MergeHistory(PageStore store, PageNews news, WikitextEngine engine) {
        this.store = store;
        this.news = news;
        this.engine = engine;
    }

    /** @param upTo revisions that are not newer; empty for all */
    public record Command(Title from, Title to, Optional<Instant> upTo, String reason, By by) {}

    public record Merged(Instant upTo, List<Position> positions) {}

    public Uni<Merged> execute(Command command) {
        return store.change(List.of(command.from(), command.to()), changes -> {
            Optional<Page> from = changes.page(command.from());
            Optional<Page> to = changes.page(command.to());
            List<Msg> refusals = refusals(command, from, to);
            if (to.isEmpty() || from.isEmpty() && command.upTo().isEmpty()) {
                if (from.isEmpty() && command.upTo().isEmpty()) {
                    refusals.add(Msg.of("mergehistory-fail-bad-timestamp", "mergehistory-fail-bad-timestamp"));
                }
                throw new ApiException(refusals);
            }
            Uni<Optional<Revision>> last = from.isEmpty() ? Uni.createFrom().item(Optional.empty()) : changes.revision(from.get().latestRevisionId()).map(Optional::of);
            return changes.first(to.get().id()).chain(oldest -> last.chain(found -> {
                Instant limit = command.upTo().or(() -> found.map(Revision::madeAt)).orElseThrow();
                if (limit.isAfter(oldest.orElseThrow().madeAt())) {
                    refusals.add(OVERLAP);
                }
                if (!refusals.isEmpty()) {
                    throw new ApiException(refusals);
                }
                Revision latest = found.orElseThrow();
                check(changes, command, from.get(), to.get());
                return changes.upTo(from.get().id(), limit, MOST + 1).chain(revisions -> merge(changes, command, from.get(), to.get(), latest, revisions, limit));
            }));
        });
    }

    private static List<Msg> refusals(Command command, Optional<Page> from, Optional<Page> to) {
        List<Msg> refusals = new ArrayList<>();
        if (from.isEmpty()) {
            refusals.add(Msg.of("mergehistory-fail-invalid-source", "mergehistory-fail-invalid-source"));
        }
        if (to.isEmpty()) {
            refusals.add(Msg.of("mergehistory-fail-invalid-dest", "mergehistory-fail-invalid-dest"));
        }
        if (command.from().equals(command.to())) {
            refusals.add(Msg.of("mergehistory-fail-self-merge", "mergehistory-fail-self-merge"));
        }
        return refusals;
    }

    private static void check(PageChanges changes, Command command, Page from, Page to) {
        Caller caller = command.by().caller();
        PageAccess.check(caller, "edit", from.title(), true, from.id(), changes.protections(from.title()));
        PageAccess.check(caller, "edit", to.title(), true, to.id(), changes.protections(to.title()));
        if (!caller.may("mergehistory")) {
            throw ApiException.of("mergehistory-fail-permission", "mergehistory-fail-permission");
        }
    }

    private Uni<Merged> merge(PageChanges changes, Command command, Page from, Page to, Revision latest, List<Revision> revisions, Instant limit) {
        if (revisions.isEmpty()) {
            // As in MediaWiki: a time before all revisions is no better than one behind them.
            throw new ApiException(OVERLAP);
        }
        if (revisions.size() > MOST) {
            throw ApiException.of("mergehistory-fail-toobig", "mergehistory-fail-toobig", Arg.num(MOST));
        }
        By by = command.by();
        List<Revision> moved = revisions.stream().map(r -> r.of(to.id())).toList();
        Page target = to.next(by.now());
        LogEntry log = Log.entry(changes.ids().log(), "merge", "merge", by, from.title(), from.id(), command.reason(), Log.params()
                .put("mergerevid", String.valueOf(moved.getLast().id()))
                .put("dest_ns", to.title().namespace())
                .put("dest_title", engine.fullText(to.title()))
                .put("mergepoint", Timestamps.iso(limit)), List.of());
        changes.reassign(to.id(), moved.stream().map(Revision::id).toList()).update(target);
        return changes.revision(to.latestRevisionId()).map(current -> {
            news.tell(changes, ChangeTold.of(PageContentChange.KIND_UNDELETE, target, by).from(to).revisions(moved).current(current)
                    .protections(changes.protections(to.title())));
            leave(changes, command, from, latest, moved.stream().anyMatch(r -> r.id() == latest.id()), log);
            return new Merged(limit, changes.positions());
        });
    }

    /** What is left at the source: newer revisions, or else a redirect to where the others went. */
    private void leave(PageChanges changes, Command command, Page from, Revision latest, boolean emptied, LogEntry log) {
        By by = command.by();
        long rcId = changes.ids().recentChange();
        if (!emptied) {
            Page page = from.next(by.now());
            changes.update(page);
            news.tell(changes, ChangeTold.of(PageContentChange.KIND_TAGS, page, by).log(log).recent(RecentChange.ofLog(rcId, 0)).protections(changes.protections(from.title())));
            return;
        }
        String source = engine.fullText(from.title());
        String target = engine.fullText(command.to());
        String text = engine.redirectTo(command.to());
        String summary = Summaries.tidy("History of [[:" + source + "]] now at [[:" + target + "]]" + (command.reason().isEmpty() ? "" : ": " + command.reason()));
        Revision redirect = new Revision(changes.ids().revision(), from.id(), latest.id(), by.second(), by.caller().userId(), by.caller().name(), false,
                Revision.sizeOf(text), Revision.sha1Of(text), summary, "wikitext", text, 0, List.of());
        Page page = from.revised(redirect, true, by.second());
        changes.insert(redirect).update(page);
        news.tell(changes, ChangeTold.of(PageContentChange.KIND_EDIT, page, by).from(from).revised(redirect).log(log).recent(RecentChange.ofLog(rcId, 0))
                .protections(changes.protections(from.title())));
    }
}
