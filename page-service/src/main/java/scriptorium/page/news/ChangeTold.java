package scriptorium.page.news;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.identity.Caller;
import scriptorium.page.model.Page;
import scriptorium.page.model.Protection;
import scriptorium.page.model.Revision;

/**
 * A change of one page, with everything that is told of it.
 *
 * @param kind of {@link scriptorium.contract.event.PageContentChange}
 * @param before the page before, if it existed
 * @param revisions new (or restored) ones; the last is the current one
 * @param current the page's current revision
 */
public record ChangeTold(
        String kind, Page page, Optional<Page> before, List<Revision> revisions, Optional<Revision> current, Caller performer, String comment,
        List<LogEntry> log, Optional<RecentChange> recentChange, List<Protection> protections, Instant now, String requestId) {}
