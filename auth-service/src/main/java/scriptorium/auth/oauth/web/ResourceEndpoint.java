package scriptorium.auth.oauth.web;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import scriptorium.auth.identity.Identify;
import scriptorium.auth.model.Account;
import scriptorium.auth.oauth.BearerIdentity;
import scriptorium.auth.oauth.model.OAuthError;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.contract.identity.Caller;

/** What a token says of its user ({@code profile}) and of itself ({@code scopes}). */
@Path("/oauth2/resource/{type:profile|scopes}")
public class ResourceEndpoint {

    private static final DateTimeFormatter MEDIAWIKI_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final Identify identify;

    ResourceEndpoint(Identify identify) {
        this.identify = identify;
    }

    @OPTIONS
    public Response options() {
        return Answers.preflight();
    }

    @GET
    public Uni<Response> show(
            @PathParam("type") String type,
            @HeaderParam("Authorization") Optional<String> authorization,
            @HeaderParam("X-Forwarded-For") Optional<String> ip) {
        return Uni.createFrom().item(() -> authorization.filter(BearerIdentity::speaks)
                        .orElseThrow(() -> new Refused(OAuthError.LOGIN_REQUIRED, "The header Authorization with a bearer token is missing.")))
                .chain(header -> identify.bearer(header, ip.orElse(""), Instant.now()))
                .map(named -> Answers.json(200, type.equals("scopes") ? Answers.array(named.bearer().scopes()) : profile(named)))
                .onFailure(Refused.class).recoverWithItem(refused -> Answers.refused((Refused) refused))
                .map(response -> Answers.open(response).build());
    }

    @POST
    public Uni<Response> post(
            @PathParam("type") String type,
            @HeaderParam("Authorization") Optional<String> authorization,
            @HeaderParam("X-Forwarded-For") Optional<String> ip) {
        return show(type, authorization, ip);
    }

    private static JsonObject profile(Identify.Named named) {
        Account account = named.bearer().account();
        Caller caller = named.caller();
        JsonObject profile = new JsonObject()
                .put("sub", String.valueOf(account.id()))
                .put("username", account.name())
                .put("confirmed_email", account.emailConfirmedAt().isPresent())
                .put("blocked", caller.block().isPresent())
                .put("registered", MEDIAWIKI_TIME.format(account.registeredAt()))
                .put("groups", new JsonArray(caller.groups().stream().sorted().toList()))
                .put("rights", new JsonArray(caller.rights().stream().sorted().toList()))
                .put("grants", Answers.array(named.bearer().scopes()));
        if (caller.may("viewmyprivateinfo")) {
            profile.put("realname", account.realName());
            if (account.emailConfirmedAt().isPresent()) {
                profile.put("email", account.email());
            }
        }
        return profile;
    }
}
