package scriptorium.auth.oauth.web;

import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Addresses below {@code oauth2} where nothing is: an error in the form of {@code rest.php}. */
@Path("/oauth2/{rest:.*}")
public class NowhereEndpoint {

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
        return Answers.json(404, new JsonObject()
                .put("errorKey", "rest-no-match")
                .put("messageTranslations", new JsonObject().put("en", "There is nothing at /oauth2/" + rest))
                .put("httpCode", 404)
                .put("httpReason", "Not Found")).build();
    }
}
