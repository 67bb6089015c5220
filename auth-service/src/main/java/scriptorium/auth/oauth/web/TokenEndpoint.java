package scriptorium.auth.oauth.web;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import scriptorium.auth.oauth.AuthenticateClient;
import scriptorium.auth.oauth.EndTokens;
import scriptorium.auth.oauth.IssueTokens;
import scriptorium.auth.oauth.model.OAuthClient;
import scriptorium.auth.oauth.model.OAuthError;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.web.Form;
import scriptorium.host.site.SiteConfig;

/** Where clients get tokens ({@code access_token}), ask about them ({@code introspect}) and give them back ({@code revoke}). */
@Path("/oauth2/{what:access_token|revoke|introspect}")
public class TokenEndpoint {

    private final Requests requests;
    private final AuthenticateClient authenticate;
    private final IssueTokens issue;
    private final EndTokens end;
    private final SiteConfig site;

    TokenEndpoint(Requests requests, AuthenticateClient authenticate, IssueTokens issue, EndTokens end, SiteConfig site) {
        this.requests = requests;
        this.authenticate = authenticate;
        this.issue = issue;
        this.end = end;
        this.site = site;
    }

    private record Asked(OAuthClient client, Form form, Instant now) {}

    @OPTIONS
    public Response options() {
        return Answers.preflight();
    }

    @POST
    @Consumes("application/x-www-form-urlencoded")
    public Uni<Response> post(
            @PathParam("what") String what,
            @HeaderParam("Authorization") Optional<String> authorization,
            @HeaderParam("X-Forwarded-For") Optional<String> ip,
            String body) {
        Function<Asked, Uni<Response.ResponseBuilder>> work = switch (what) {
            case "access_token" -> this::token;
            case "revoke" -> this::revoke;
            default -> this::introspect;
        };
        return Uni.createFrom().item(() -> requests.form(body))
                .chain(form -> authenticate.execute(requests.client(authorization, form, ip.orElse(""))).map(client -> new Asked(client, form, Instant.now())))
                .chain(asked -> work.apply(asked))
                .onFailure(Refused.class).recoverWithItem(refused -> Answers.refused((Refused) refused))
                .map(response -> Answers.open(response).build());
    }

    private Uni<Response.ResponseBuilder> token(Asked asked) {
        Form form = asked.form();
        return issue.execute(new IssueTokens.Command(form.get("grant_type"), asked.client(), form.get("code"), form.get("redirect_uri"),
                        form.get("code_verifier"), form.get("refresh_token"), form.get("scope"), asked.now()))
                .map(issued -> {
                    JsonObject answer = new JsonObject()
                            .put("token_type", "Bearer")
                            .put("expires_in", issued.expiresIn().toSeconds())
                            .put("access_token", issued.accessToken());
                    if (!issued.refreshToken().isEmpty()) {
                        answer.put("refresh_token", issued.refreshToken());
                    }
                    return Answers.json(200, answer.put("scope", String.join(" ", issued.scopes())));
                });
    }

    /** What is unknown, ended or another client's counts as revoked: its owner wanted it gone, and it is. */
    private Uni<Response.ResponseBuilder> revoke(Asked asked) {
        return end.revoke(asked.client(), needed(asked), asked.now()).map(stale -> {
            Response.ResponseBuilder response = Answers.json(200, new JsonObject());
            return stale.map(name -> response.header(Answers.STALE, name)).orElse(response);
        });
    }

    private Uni<Response.ResponseBuilder> introspect(Asked asked) {
        if (!asked.client().confidential()) {
            throw new Refused(OAuthError.INVALID_CLIENT, "Only clients that keep a secret may ask about tokens.");
        }
        return end.find(asked.client(), needed(asked), asked.now()).map(found -> Answers.json(200, found.map(this::told).orElse(new JsonObject().put("active", false))));
    }

    private JsonObject told(EndTokens.Found found) {
        JsonObject answer = new JsonObject()
                .put("active", true)
                .put("scope", String.join(" ", found.stored().scopes()))
                .put("client_id", found.stored().clientKey())
                .put("sub", String.valueOf(found.stored().approval().accountId()))
                .put("iss", site.server())
                .put("exp", found.stored().expiresAt().getEpochSecond());
        found.issuedAt().ifPresent(at -> answer.put("iat", at.getEpochSecond()).put("nbf", at.getEpochSecond()).put("aud", found.stored().clientKey())
                .put("jti", found.id()).put("token_type", "Bearer"));
        return answer;
    }

    private static String needed(Asked asked) {
        if (asked.form().get("token").isEmpty()) {
            throw new Refused(OAuthError.INVALID_REQUEST, "token is missing.");
        }
        return asked.form().get("token");
    }
}
