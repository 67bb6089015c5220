package scriptorium.auth.oauth.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.util.List;
import scriptorium.auth.oauth.model.OAuthError;
import scriptorium.auth.oauth.model.Refused;

/** Answers in JSON. Nothing that has a secret in it is kept by anybody on the way. */
final class Answers {

    /** Tells the router whose identity is out of date; it goes no further. */
    static final String STALE = "X-Scriptorium-Stale";

    private Answers() {}

    static Response.ResponseBuilder json(int status, Object body) {
        String text = body instanceof JsonArray array ? array.encode() : ((JsonObject) body).encode();
        return Response.status(status).entity(text).type("application/json; charset=UTF-8").header("Cache-Control", "no-store").header("Pragma", "no-cache")
                .header("X-Content-Type-Options", "nosniff");
    }

    /** The same for pages of any origin: what is here is not given by cookies. */
    static Response.ResponseBuilder open(Response.ResponseBuilder response) {
        return response.header("Access-Control-Allow-Origin", "*").header("Access-Control-Expose-Headers", "Retry-After, WWW-Authenticate");
    }

    static Response preflight() {
        return Response.noContent()
                .header("Access-Control-Allow-Origin", "*")
                .header("Access-Control-Allow-Methods", "GET, POST")
                .header("Access-Control-Allow-Headers", "Authorization, Content-Type")
                .header("Access-Control-Max-Age", "86400")
                .build();
    }

    /** A refusal of RFC 6749, 6750 or 7009; with MediaWiki's fields of an error of {@code rest.php} besides. */
    static Response.ResponseBuilder refused(Refused refused) {
        OAuthError error = refused.error();
        Response.ResponseBuilder response = json(error.status(), new JsonObject()
                .put("error", error.code())
                .put("error_description", refused.getMessage())
                .put("errorKey", error == OAuthError.INVALID_TOKEN ? "mwoauth-invalid-authorization" : "oauth-" + error.code().replace('_', '-'))
                .put("messageTranslations", new JsonObject().put("en", refused.getMessage()))
                .put("httpCode", error.status())
                .put("httpReason", Response.Status.fromStatusCode(error.status()).getReasonPhrase()));
        if (!refused.stale().isEmpty()) {
            response.header(STALE, refused.stale());
        }
        return switch (error) {
            case INVALID_CLIENT -> response.header("WWW-Authenticate", "Basic realm=\"oauth2\", charset=\"UTF-8\"");
            case INVALID_TOKEN -> response.header("WWW-Authenticate", "Bearer realm=\"oauth2\", error=\"invalid_token\"");
            case LOGIN_REQUIRED -> response.header("WWW-Authenticate", "Bearer realm=\"oauth2\"");
            case TOO_MANY -> response.header("Retry-After", "300");
            default -> response;
        };
    }

    static JsonArray array(List<String> texts) {
        return new JsonArray(List.copyOf(texts));
    }
}
