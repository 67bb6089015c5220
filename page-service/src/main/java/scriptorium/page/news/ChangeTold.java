package scriptorium.page.news;

import java.util.List;
import java.util.Optional;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.RecentChange;
import scriptorium.page.model.By;
import scriptorium.page.model.Page;
import scriptorium.page.model.Protection;
import scriptorium.page.model.Revision;

/**
 * A change of one page, with everything that is told of it.
 *
 * @param kind of {@link scriptorium.contract.event.PageContentChange}
 * @param before the page before, if it existed
 * @param revisions new (or restored, or annotated) ones
 * @param current the page's current revision, for the world's streams
 */
public record ChangeTold(
        String kind, Page page, Optional<Page> before, List<Revision> revisions, Optional<Revision> current, By by, String comment, List<LogEntry> log,
        Optional<RecentChange> recentChange, List<Protection> protections) {

    public ChangeTold {
        revisions = List.copyOf(revisions);
        log = List.copyOf(log);
        protections = List.copyOf(protections);
    }

    public static ChangeTold of(String kind, Page page, By by) {
        return new ChangeTold(kind, page, Optional.empty(), List.of(), Optional.empty(), by, "", List.of(), Optional.empty(), List.of());
    }

    public ChangeTold from(Page prior) {
        return new ChangeTold(kind, page, Optional.of(prior), revisions, current, by, comment, log, recentChange, protections);
    }

    /** A new revision, which is the current one. */
    public ChangeTold revised(Revision revision) {
        return new ChangeTold(kind, page, before, List.of(revision), Optional.of(revision), by, revision.comment(), log, recentChange, protections);
    }

    public ChangeTold revisions(List<Revision> some) {
        return new ChangeTold(kind, page, before, some, current, by, comment, log, recentChange, protections);
    }

    public ChangeTold current(Revision revision) {
        return new ChangeTold(kind, page, before, revisions, Optional.of(revision), by, comment, log, recentChange, protections);
    }

    public ChangeTold comment(String text) {
        return new ChangeTold(kind, page, before, revisions, current, by, text, log, recentChange, protections);
    }

    public ChangeTold log(LogEntry... entries) {
        return new ChangeTold(kind, page, before, revisions, current, by, comment, List.of(entries), recentChange, protections);
    }

    public ChangeTold recent(RecentChange rc) {
        return new ChangeTold(kind, page, before, revisions, current, by, comment, log, Optional.of(rc), protections);
    }

    public ChangeTold protections(List<Protection> all) {
        return new ChangeTold(kind, page, before, revisions, current, by, comment, log, recentChange, all);
    }
}
