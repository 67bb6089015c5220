package scriptorium.auth.identity;

import com.fasterxml.jackson.core.JsonGenerator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.identity.CallerJson;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Msg;
import scriptorium.contract.message.MsgJson;
import scriptorium.host.identity.InternalKey;

/** Where the router learns who is calling, and where the services get the keys to check it. */
@Path("/internal")
public class IdentityEndpoint {

    private final Identify identify;
    private final SigningKeys keys;
    private final InternalKey internalKey;

    IdentityEndpoint(Identify identify, SigningKeys keys, InternalKey internalKey) {
        this.identify = identify;
        this.keys = keys;
        this.internalKey = internalKey;
    }

    @GET
    @Path("/jwks")
    @Produces(MediaType.APPLICATION_JSON)
    public String jwks() {
        return keys.publicSet();
    }

    @POST
    @Path("/identity")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> identity(@HeaderParam("X-Scriptorium-Key") String key, byte[] body) {
        if (!internalKey.matches(key)) {
            return Uni.createFrom().item(Response.status(401).build());
        }
        JsonObject asked = new JsonObject(io.vertx.core.buffer.Buffer.buffer(body));
        return identify.execute(cookies(asked), asked.getString("authorization", ""), asked.getString("ip", ""), Instant.now()).map(IdentityEndpoint::answer);
    }

    /** A temporary account for who edits without one; where the wiki makes none, nobody asks. */
    @POST
    @Path("/temporary-account")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> temporary(@HeaderParam("X-Scriptorium-Key") String key, byte[] body) {
        if (!internalKey.matches(key)) {
            return Uni.createFrom().item(Response.status(401).build());
        }
        JsonObject asked = new JsonObject(io.vertx.core.buffer.Buffer.buffer(body));
        return identify.temporarily(cookies(asked), asked.getString("ip", ""), Instant.now()).map(IdentityEndpoint::answer)
                .onFailure(ApiException.class).recoverWithItem(refused -> Response.ok(new JsonObject()
                        .put("error", json(((ApiException) refused).errors().getFirst())).encode()).build());
    }

    private static Map<String, String> cookies(JsonObject asked) {
        Map<String, String> cookies = new HashMap<>();
        asked.getJsonObject("cookies", new JsonObject()).forEach(cookie -> cookies.put(cookie.getKey(), String.valueOf(cookie.getValue())));
        return cookies;
    }

    private static Response answer(Identify.Identified identified) {
        io.vertx.core.json.JsonArray cookies = new io.vertx.core.json.JsonArray();
        identified.cookies().forEach(cookie -> cookies.add(new JsonObject()
                .put("name", cookie.name())
                .put("value", cookie.value())
                .put("maxAge", cookie.maxAge())
                .put("prefixed", cookie.prefixed())));
        JsonObject answer = new JsonObject()
                .put("token", identified.token())
                .put("caller", new JsonObject(CallerJson.write(identified.caller()).toString()))
                .put("cookies", cookies)
                .put("cacheKey", identified.cacheKey());
        identified.error().ifPresent(error -> answer.put("error", json(error)));
        return Response.ok(answer.encode()).build();
    }

    private static JsonObject json(Msg error) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = EventJson.MAPPER.createGenerator(text)) {
            MsgJson.write(out, error);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new JsonObject(text.toString());
    }
}
