package scriptorium.upload.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import scriptorium.contract.call.Position;
import scriptorium.contract.event.Topics;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.host.http.ServiceClient;
import scriptorium.upload.model.FileName;
import scriptorium.upload.publish.FilePage;

/** Asks page-service, over internal REST, in the name of who uploads. */
@ApplicationScoped
class PageServiceFilePage implements FilePage {

    private final ServiceClient services;

    PageServiceFilePage(ServiceClient services) {
        this.services = services;
    }

    @Override
    public Uni<Position> write(Change change) {
        JsonObject body = new JsonObject()
                .put("title", change.name().title())
                .put("newFile", change.newFile())
                .put("text", change.text())
                .put("comment", change.comment())
                .put("tags", new JsonArray(List.copyOf(change.tags())))
                .put("watchlist", change.watchlist())
                .put("sha1", change.sha1())
                .put("timestamp", change.timestamp());
        return services.post(ServiceClient.Service.PAGE, "/internal/pages/file", body, change.bearer()).map(PageServiceFilePage::position);
    }

    @Override
    public Uni<Boolean> exists(FileName name, String bearer) {
        return services.post(ServiceClient.Service.PAGE, "/internal/pages/file/exists", new JsonObject().put("title", name.title()), bearer)
                .map(answer -> answer.getBoolean("exists"));
    }

    private static Position position(JsonObject answer) {
        JsonArray errors = answer.getJsonArray("errors", new JsonArray());
        if (!errors.isEmpty()) {
            List<Msg> refusals = new ArrayList<>();
            for (int i = 0; i < errors.size(); i++) {
                JsonObject error = errors.getJsonObject(i);
                Arg[] args = error.getJsonArray("args", new JsonArray()).stream().map(arg -> Arg.raw(String.valueOf(arg))).toArray(Arg[]::new);
                refusals.add(Msg.of(error.getString("code"), error.getString("key"), args));
            }
            throw new ApiException(refusals);
        }
        return new Position(Topics.PAGE_CONTENT_CHANGE, String.valueOf(answer.getLong("pageId")), answer.getLong("changeSeq"));
    }
}
