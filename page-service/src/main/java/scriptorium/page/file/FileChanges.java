package scriptorium.page.file;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.LogEntry;
import scriptorium.contract.event.PageContentChange;
import scriptorium.contract.event.RecentChange;
import scriptorium.contract.event.Topics;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.host.http.ServiceClient;
import scriptorium.page.edit.EditRefusal;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.model.By;
import scriptorium.page.model.Page;
import scriptorium.page.news.ChangeTold;
import scriptorium.page.news.Log;
import scriptorium.page.news.PageNews;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.title.Title;

/** What happens to a file when its page is deleted, moved or brought back: asked of upload-service, which owns the file. */
@ApplicationScoped
public class FileChanges {

    private static final Pattern ARCHIVE_NAME = Pattern.compile("\\d{14}![^/]+");

    private final ServiceClient services;
    private final PageStore store;
    private final PageNews news;

    FileChanges(ServiceClient services, PageStore store, PageNews news) {
        this.services = services;
        this.store = store;
        this.news = news;
    }

    /** @param versions of the file that came back */
    public record Restored(int versions, List<Position> positions) {}

    public record Deleted(long logId, List<Position> positions) {}

    /** Takes all versions away. A page without a file is no error. */
    public Uni<List<Position>> delete(Title page, String bearer) {
        return ask("delete", new JsonObject().put("name", page.dbKey()), bearer).map(FileChanges::positions);
    }

    public Uni<Restored> restore(Title page, Collection<Long> ids, String bearer) {
        return ask("restore", new JsonObject().put("name", page.dbKey()).put("ids", new JsonArray(List.copyOf(ids))), bearer)
                .map(answer -> {
                    if (answer.getInteger("versions", 0) < 0) {
                        throw ApiException.of("undelete-missing-filearchive", "undelete-missing-filearchive", Arg.raw(ids.iterator().next().toString()));
                    }
                    return new Restored(answer.getInteger("versions", 0), positions(answer));
                });
    }

    public Uni<List<Position>> move(Title from, Title to, String bearer) {
        return ask("move", new JsonObject().put("name", from.dbKey()).put("to", to.dbKey()), bearer).map(FileChanges::positions);
    }

    /** Takes one old version away; its page's log says so. */
    public Uni<Deleted> deleteOld(Title title, String archiveName, String reason, Set<String> tags, By by, String bearer) {
        if (!ARCHIVE_NAME.matcher(archiveName).matches()) {
            throw ApiException.of("invalidoldimage", "apierror-invalidoldimage");
        }
        return store.page(title).chain(found -> {
            Page there = found.orElseThrow(() -> new ApiException(EditRefusal.MISSING_TITLE.msg()));
            return store.protections(title).invoke(protections -> PageAccess.check(by.caller(), "delete", title, true, there.id(), protections))
                    .chain(() -> ask("delete", new JsonObject().put("name", title.dbKey()).put("archiveName", archiveName), bearer))
                    .chain(answer -> log(title, archiveName, reason, tags, by, answer));
        });
    }

    private Uni<Deleted> log(Title title, String archiveName, String reason, Set<String> tags, By by, JsonObject answer) {
        if (answer.getInteger("versions", 0) == 0) {
            throw ApiException.of("nodeleteablefile", "nodeleteablefile");
        }
        return store.change(List.of(title), changes -> {
            Page page = changes.page(title).orElseThrow(() -> new ApiException(EditRefusal.MISSING_TITLE.msg())).next(by.now());
            String comment = "Deleted old version " + archiveName + (reason.isEmpty() ? "" : ": " + reason);
            LogEntry log = Log.entry(changes.ids().log(), "delete", "delete", by, title, page.id(), comment, Log.params(), tags);
            changes.update(page);
            news.tell(changes, ChangeTold.of(PageContentChange.KIND_TAGS, page, by).log(log).recent(RecentChange.ofLog(changes.ids().recentChange(), 0))
                    .protections(changes.protections(title)));
            List<Position> all = new java.util.ArrayList<>(changes.positions());
            all.addAll(positions(answer));
            return Uni.createFrom().item(new Deleted(log.id(), all));
        });
    }

    private Uni<JsonObject> ask(String what, JsonObject question, String bearer) {
        return services.post(ServiceClient.Service.UPLOAD, "/internal/file-changes/" + what, question, bearer);
    }

    private static List<Position> positions(JsonObject answer) {
        return answer.getJsonArray("positions", new JsonArray()).stream().map(JsonObject.class::cast)
                .map(p -> new Position(Topics.FILE_CHANGE, p.getString("name"), p.getLong("seq"))).toList();
    }
}
