package scriptorium.page.file;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.host.identity.IdentityVerifier;
import scriptorium.page.edit.Watching;
import scriptorium.page.model.By;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** Where upload-service has a file's page written, with the rights of who uploads. Answers {@code errors} in place of ids when that is refused. */
@Path("/internal/pages/file")
public class FilePageEndpoint {

    private final WriteFilePage writeFilePage;
    private final PageStore store;
    private final IdentityVerifier identities;

    FilePageEndpoint(WriteFilePage writeFilePage, PageStore store, IdentityVerifier identities) {
        this.writeFilePage = writeFilePage;
        this.store = store;
        this.identities = identities;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> write(@HeaderParam("Authorization") String authorization, byte[] body) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return Uni.createFrom().item(Response.status(401).build());
        }
        JsonObject asked = new JsonObject(io.vertx.core.buffer.Buffer.buffer(body));
        return identities.caller(authorization.substring(7))
                .chain(caller -> writeFilePage.execute(new WriteFilePage.Command(Title.of(Namespace.FILE, asked.getString("title")),
                        asked.getBoolean("newFile"), asked.getString("text", ""), asked.getString("comment", ""), tags(asked),
                        new Watching.Wish(asked.getString("watchlist", "preferences"), Optional.empty()), asked.getString("sha1", ""),
                        asked.getString("timestamp", ""), new By(caller, Instant.now(), asked.getString("requestId", "")))))
                .map(written -> Response.ok(new JsonObject()
                        .put("pageId", written.page().id())
                        .put("revisionId", written.page().latestRevisionId())
                        .put("logId", written.logId())
                        .put("changeSeq", written.page().changeSeq())
                        .encode()).build())
                .onFailure(ApiException.class).recoverWithItem(refusal -> Response.ok(refused((ApiException) refusal).encode()).build())
                .onFailure(IdentityVerifier.NotIdentified.class).recoverWithItem(() -> Response.status(401).build());
    }

    @POST
    @Path("/exists")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> exists(@HeaderParam("Authorization") String authorization, byte[] body) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return Uni.createFrom().item(Response.status(401).build());
        }
        Title title = Title.of(Namespace.FILE, new JsonObject(io.vertx.core.buffer.Buffer.buffer(body)).getString("title"));
        return identities.caller(authorization.substring(7))
                .chain(() -> store.page(title))
                .map(found -> Response.ok(new JsonObject().put("exists", found.isPresent()).encode()).build())
                .onFailure(IdentityVerifier.NotIdentified.class).recoverWithItem(() -> Response.status(401).build());
    }

    private static Set<String> tags(JsonObject asked) {
        return asked.getJsonArray("tags", new JsonArray()).stream().map(String::valueOf).collect(Collectors.toSet());
    }

    private static JsonObject refused(ApiException refusal) {
        JsonArray errors = new JsonArray();
        for (Msg error : refusal.errors()) {
            JsonArray args = new JsonArray();
            error.args().forEach(arg -> args.add(arg instanceof Arg.Raw(String text) ? text : arg.toString()));
            errors.add(new JsonObject().put("code", error.code()).put("key", error.key()).put("args", args));
        }
        return new JsonObject().put("errors", errors);
    }
}
