package scriptorium.page.file;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Timestamps;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.edit.Watching;
import scriptorium.page.model.Page;
import scriptorium.page.model.Revision;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageChanges;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.title.Title;

/** The page of a file that has been uploaded: made when there is none, marked with a revision when there is; with the upload's log entry. */
@ApplicationScoped
public class WriteFilePage {

    private final PageStore store;
    private final PageNews news;

    WriteFilePage(PageStore store, PageNews news) {
        this.store = store;
        this.news = news;
    }

    /**
     * @param newFile whether there was no file of this name
     * @param sha1 of the file, 40 hex digits; {@code timestamp} of its version, ISO
     */
    public record Command(
            Title title, boolean newFile, String text, String comment, String watch, String sha1, String timestamp, Caller caller, Instant now, String requestId) {}

    public record Written(Page page, long logId) {}

    public Uni<Written> execute(Command command) {
        return store.change(List.of(command.title()), changes -> changes.protections(command.title()).chain(protections -> changes.page(command.title()).chain(found -> {
            List<Msg> refusals = PageAccess.refusals(command.caller(), "upload", command.title(), found.isPresent(), found.map(Page::id).orElse(0L), protections);
            if (!refusals.isEmpty()) {
                throw new ApiException(refusals);
            }
            return found.map(page -> changes.revision(page.latestRevisionId()).chain(current -> write(changes, command, found, current.text(), current.id())))
                    .orElseGet(() -> write(changes, command, found, command.text().stripTrailing(), 0));
        })));
    }

    private Uni<Written> write(PageChanges changes, Command command, Optional<Page> before, String text, long parent) {
        Instant now = command.now().truncatedTo(ChronoUnit.SECONDS);
        Caller caller = command.caller();
        return changes.ids().chain(ids -> {
            Revision revision = new Revision(ids.revision(), before.map(Page::id).orElse(ids.page()), parent, now, caller.userId(), caller.name(),
                    before.isPresent(), Revision.sizeOf(text), Revision.sha1Of(text), command.comment(), "wikitext", text, 0, List.of());
            Page page = new Page(revision.pageId(), command.title(), false, before.map(Page::redirect).orElse(false), "wikitext", revision.id(), revision.size(),
                    before.map(Page::changeSeq).orElse(0L) + 1, now);
            ObjectNode params = JsonNodeFactory.instance.objectNode().put("img_sha1", base36(command.sha1())).put("img_timestamp", command.timestamp());
            LogEntry log = new LogEntry(ids.log(), "upload", command.newFile() ? "upload" : "overwrite", Timestamps.iso(now), caller.userId(), caller.name(),
                    page.title().namespace(), page.title().text(), page.id(), command.comment(), params, List.of());
            boolean patrolled = caller.may("autopatrol");
            RecentChange rc = new RecentChange(ids.recentChange(), "log", false, false, patrolled, patrolled, 0, revision.id(), 0, 0);
            ChangeTold told = new ChangeTold(before.isEmpty() ? PageContentChange.KIND_CREATE : PageContentChange.KIND_EDIT, page, before, List.of(revision),
                    Optional.of(revision), caller, command.comment(), List.of(log), Optional.of(rc), List.of(), now, command.requestId());
            return (before.isEmpty() ? changes.insert(page) : changes.update(page))
                    .chain(() -> changes.insert(revision))
                    .chain(() -> changes.tell(news.of(told)))
                    .chain(() -> Watching.apply(changes, caller, command.title(), command.watch(), "watchuploads"))
                    .replaceWith(new Written(page, log.id()));
        });
    }

    /** SHA-1 in 31 digits to base 36, as MediaWiki's log has it. */
    private static String base36(String hex) {
        String digits = hex.isEmpty() ? "" : new java.math.BigInteger(hex, 16).toString(36);
        return "0".repeat(Math.max(0, 31 - digits.length())) + digits;
    }
}
