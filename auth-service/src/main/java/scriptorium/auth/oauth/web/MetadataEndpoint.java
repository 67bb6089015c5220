package scriptorium.auth.oauth.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import scriptorium.auth.oauth.Scopes;
import scriptorium.host.site.SiteConfig;

/** What the provider offers (RFC 8414). */
@Path("/.well-known/oauth-authorization-server")
public class MetadataEndpoint {

    private final Scopes scopes;
    private final SiteConfig site;

    MetadataEndpoint(Scopes scopes, SiteConfig site) {
        this.scopes = scopes;
        this.site = site;
    }

    @GET
    public Response metadata() {
        String base = site.server() + site.scriptPath() + "/rest.php/oauth2/";
        JsonArray methods = Answers.array(List.of("client_secret_basic", "client_secret_post", "none"));
        JsonArray withSecret = Answers.array(List.of("client_secret_basic", "client_secret_post"));
        return cached(new JsonObject()
                .put("issuer", site.server())
                .put("authorization_endpoint", base + "authorize")
                .put("token_endpoint", base + "access_token")
                .put("revocation_endpoint", base + "revoke")
                .put("introspection_endpoint", base + "introspect")
                .put("registration_endpoint", base + "client")
                .put("jwks_uri", base + "jwks")
                .put("scopes_supported", Answers.array(scopes.all()))
                .put("response_types_supported", Answers.array(List.of("code")))
                .put("response_modes_supported", Answers.array(List.of("query")))
                .put("grant_types_supported", Answers.array(List.of("authorization_code", "refresh_token", "client_credentials")))
                .put("token_endpoint_auth_methods_supported", methods)
                .put("revocation_endpoint_auth_methods_supported", methods)
                .put("introspection_endpoint_auth_methods_supported", withSecret)
                .put("code_challenge_methods_supported", Answers.array(List.of("S256")))
                .put("authorization_response_iss_parameter_supported", true)
                .encode());
    }

    static Response cached(String json) {
        return Response.ok(json).type("application/json; charset=UTF-8")
                .header("Cache-Control", "public, max-age=300")
                .header("X-Content-Type-Options", "nosniff")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
