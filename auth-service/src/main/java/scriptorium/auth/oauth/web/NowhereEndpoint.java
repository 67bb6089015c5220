package scriptorium.auth.oauth.web;

import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Addresses below {@code oauth2} where nothing is, or nothing for this method: errors in the form of {@code rest.php}. */
@Path("/oauth2/{rest:.*}")
public class NowhereEndpoint {

    private static final Map<String, String> METHODS = Map.of("access_token", "POST", "revoke", "POST", "introspect", "POST", "authorize", "GET, POST", "client", "GET, POST",
            "resource/profile", "GET, POST", "resource/scopes", "GET, POST", "jwks", "GET");

    @GET
    public Response get(@PathParam("rest") String rest) {
        return nothing(rest);
    }

    @POST
    public Response post(@PathParam("rest") String rest) {
        return nothing(rest);
    }

    @PUT
    public Response put(@PathParam("rest") String rest) {
        return nothing(rest);
    }

    @DELETE
    public Response delete(@PathParam("rest") String rest) {
        return nothing(rest);
    }

    private static Response nothing(String rest) {
        String methods = rest.matches("client/[^/]+/reset_secret") ? "POST" : METHODS.get(rest);
        return methods == null
                ? error(404, "rest-no-match", "Not Found", "There is nothing at /oauth2/" + rest).build()
                : error(405, "rest-wrong-method", "Method Not Allowed", "The methods here are: " + methods).header("Allow", methods).build();
    }

    private static Response.ResponseBuilder error(int status, String key, String reason, String text) {
        return Answers.json(status, new JsonObject()
                .put("errorKey", key)
                .put("messageTranslations", new JsonObject().put("en", text))
                .put("httpCode", status)
                .put("httpReason", reason));
    }
}
