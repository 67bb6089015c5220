package scriptorium.upload.files;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import scriptorium.contract.identity.Caller;
import scriptorium.host.identity.IdentityVerifier;
import scriptorium.upload.model.FileName;
import scriptorium.upload.store.FileVersions;

/**
 * Where page-service says that a file's page was deleted, brought back or moved, in the name of who did it. Answers the number of versions concerned and the
 * positions of the news; a page without a file concerns none, and -1 says that a version asked back was not deleted.
 */
@Path("/internal/file-changes")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class FileChangesEndpoint {

    private final FileVersions files;
    private final IdentityVerifier identities;

    FileChangesEndpoint(FileVersions files, IdentityVerifier identities) {
        this.files = files;
        this.identities = identities;
    }

    @POST
    @Path("/delete")
    public Uni<Response> delete(@HeaderParam("Authorization") String authorization, byte[] body) {
        JsonObject asked = new JsonObject(Buffer.buffer(body));
        FileName name = new FileName(asked.getString("name"));
        String archiveName = asked.getString("archiveName", "");
        return allowed(authorization, "delete", () -> archiveName.isEmpty() ? files.delete(name) : files.deleteOld(name, archiveName));
    }

    @POST
    @Path("/restore")
    public Uni<Response> restore(@HeaderParam("Authorization") String authorization, byte[] body) {
        JsonObject asked = new JsonObject(Buffer.buffer(body));
        List<Long> ids = asked.getJsonArray("ids", new JsonArray()).stream().map(id -> ((Number) id).longValue()).toList();
        return allowed(authorization, "undelete", () -> files.restore(new FileName(asked.getString("name")), ids)
                .map(done -> done.orElse(new FileVersions.Changed(-1, Map.of()))));
    }

    @POST
    @Path("/move")
    public Uni<Response> move(@HeaderParam("Authorization") String authorization, byte[] body) {
        JsonObject asked = new JsonObject(Buffer.buffer(body));
        return allowed(authorization, "movefile", () -> files.move(new FileName(asked.getString("name")), new FileName(asked.getString("to"))));
    }

    private interface Change {
        Uni<FileVersions.Changed> make();
    }

    private Uni<Response> allowed(String authorization, String right, Change change) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return Uni.createFrom().item(Response.status(401).build());
        }
        return identities.caller(authorization.substring(7))
                .chain((Caller caller) -> caller.may(right) ? change.make().map(FileChangesEndpoint::answer) : Uni.createFrom().item(Response.status(403).build()))
                .onFailure(IdentityVerifier.NotIdentified.class).recoverWithItem(() -> Response.status(401).build());
    }

    private static Response answer(FileVersions.Changed changed) {
        JsonArray positions = new JsonArray();
        changed.sequences().forEach((name, seq) -> positions.add(new JsonObject().put("name", name).put("seq", seq)));
        return Response.ok(new JsonObject().put("versions", changed.versions()).put("positions", positions).encode()).build();
    }
}
