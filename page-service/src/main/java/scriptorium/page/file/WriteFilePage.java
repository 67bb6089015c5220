package scriptorium.page.file;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.identity.Caller;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.edit.Watching;
import scriptorium.page.model.By;
import scriptorium.page.model.Page;
import scriptorium.page.model.Revision;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.Log;
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
            Title title, boolean newFile, String text, String comment, Set<String> tags, Watching.Wish watch, String sha1, String timestamp, By by) {}

    public record Written(Page page, long logId) {}

    public Uni<Written> execute(Command command) {
        return store.change(List.of(command.title()), command.by().caller().userId(), changes -> {
            Optional<Page> found = changes.page(command.title());
            PageAccess.check(command.by().caller(), "upload", command.title(), found.isPresent(), found.map(Page::id).orElse(0L),
                    changes.protections(command.title()));
            return found.isPresent()
                    ? changes.revision(found.get().latestRevisionId()).map(current -> write(changes, command, current.text(), current.id(), 0))
                    : changes.moreIds().map(more -> write(changes, command, command.text().stripTrailing(), 0, more.log()));
        });
    }

    private Written write(PageChanges changes, Command command, String text, long parent, long creationLogId) {
        Optional<Page> before = changes.page(command.title());
        Caller caller = command.by().caller();
        PageChanges.Ids ids = changes.ids();
        Revision revision = new Revision(ids.revision(), before.map(Page::id).orElse(ids.page()), parent, command.by().second(), caller.userId(), caller.name(),
                false, Revision.sizeOf(text), Revision.sha1Of(text), before.isPresent() ? anew(command) : command.comment(), "wikitext", text, 0, List.copyOf(command.tags()));
        Page page = before.map(old -> old.revised(revision, old.redirect(), revision.madeAt())).orElseGet(() -> Page.created(command.title(), revision, false));
        ObjectNode params = Log.params().put("img_sha1", base36(command.sha1())).put("img_timestamp", command.timestamp());
        LogEntry log = Log.entry(ids.log(), "upload", command.newFile() ? "upload" : "overwrite", command.by(), page.title(), page.id(), command.comment(), params,
                command.tags());
        boolean patrolled = caller.may("autopatrol");
        RecentChange rc = new RecentChange(ids.recentChange(), "log", false, false, patrolled, patrolled, 0, revision.id(), 0, 0);
        changes.insert(revision);
        ChangeTold told = ChangeTold.of(before.isEmpty() ? PageContentChange.KIND_CREATE : PageContentChange.KIND_EDIT, page, command.by()).revised(revision)
                .recent(rc).protections(changes.protections(command.title()));
        if (before.isEmpty()) {
            changes.insert(page);
            LogEntry created = Log.entry(creationLogId, "create", "create", command.by(), page.title(), page.id(), command.comment(), Log.params(), List.of());
            // Last comes the entry that is also a recent change.
            news.tell(changes, told.log(created, log));
        } else {
            changes.update(page);
            news.tell(changes, told.log(log).from(before.get()));
        }
        Watching.apply(changes, command.by(), command.title(), command.watch(), "watchuploads");
        return new Written(page, log.id());
    }

    private static String anew(Command command) {
        return "New version of [[File:" + command.title().text() + "]] by " + command.by().caller().name();
    }

    /** SHA-1 in 31 digits to base 36, as MediaWiki's log has it. */
    private static String base36(String hex) {
        String digits = hex.isEmpty() ? "" : new java.math.BigInteger(hex, 16).toString(36);
        return "0".repeat(Math.max(0, 31 - digits.length())) + digits;
    }
}
