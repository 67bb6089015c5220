package scriptorium.auth.oauth.web;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import scriptorium.auth.model.Account;
import scriptorium.auth.oauth.RegisterClient;
import scriptorium.auth.oauth.model.OAuthClient;
import scriptorium.auth.oauth.model.OAuthError;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.store.OAuthClients;
import scriptorium.auth.web.Browser;
import scriptorium.auth.web.Form;
import scriptorium.contract.identity.EditTokens;
import scriptorium.contract.param.Timestamps;

/** {@code client}: where users register clients, see their own ones and give them new secrets. For main logins alone: no client makes another one. */
@Path("/oauth2/client")
public class ClientEndpoint {

    private static final int MOST = 100;

    private final Requests requests;
    private final Browser browser;
    private final RegisterClient register;
    private final OAuthClients clients;

    ClientEndpoint(Requests requests, Browser browser, RegisterClient register, OAuthClients clients) {
        this.requests = requests;
        this.browser = browser;
        this.register = register;
        this.clients = clients;
    }

    private record Owner(Account account, String tokenKey, Instant now) {}

    @GET
    public Uni<Response> list(@Context UriInfo uri, @HeaderParam("Cookie") Optional<String> cookie) {
        String query = uri.getRequestUri().getRawQuery();
        return asOwner(cookie, owner -> {
            Form form = requests.form(query == null ? "" : query);
            int limit = (int) number(form, "limit", 25, MOST);
            return clients.ofOwner(owner.account().id(), number(form, "after", 0, Long.MAX_VALUE), limit + 1).map(found -> listed(found, limit));
        });
    }

    private static Response.ResponseBuilder listed(List<OAuthClient> found, int limit) {
        JsonArray list = new JsonArray();
        found.stream().limit(limit).forEach(client -> list.add(shown(client)));
        JsonObject answer = new JsonObject().put("clients", list);
        return Answers.json(200, found.size() > limit ? answer.put("continue", new JsonObject().put("after", found.get(limit - 1).id())) : answer);
    }

    private static long number(Form form, String name, long otherwise, long most) {
        String given = form.get(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        if (!given.matches("\\d{1,18}")) {
            throw new Refused(OAuthError.INVALID_REQUEST, name + " must be a number.");
        }
        return Math.clamp(Long.parseLong(given), 0, most);
    }

    @POST
    public Uni<Response> post(@HeaderParam("Cookie") Optional<String> cookie, @HeaderParam("Content-Type") Optional<String> type, String body) {
        return asOwner(cookie, owner -> {
            ClientMetadata asked = asked(owner, type, body);
            return register.execute(asked.command(owner.account(), owner.now())).map(told -> Answers.json(201, told(told)));
        });
    }

    @POST
    @Path("/{key}/reset_secret")
    public Uni<Response> reset(
            @PathParam("key") String key, @HeaderParam("Cookie") Optional<String> cookie, @HeaderParam("Content-Type") Optional<String> type, String body) {
        return asOwner(cookie, owner -> {
            asked(owner, type, body);
            return register.reset(key, owner.account(), owner.now())
                    .map(told -> Answers.json(200, told(told)).header(Answers.STALE, "user:" + owner.account().id()));
        });
    }

    /** The body. A form of another site can be sent with the user's cookies, JSON cannot: so a form needs a token. */
    private ClientMetadata asked(Owner owner, Optional<String> type, String body) {
        if (type.orElse("").toLowerCase(Locale.ROOT).startsWith("application/json")) {
            if (body.length() > 65_536) {
                throw new Refused(OAuthError.TOO_LARGE, "The request is too large.");
            }
            return ClientMetadata.json(body);
        }
        Form form = requests.form(body);
        if (EditTokens.check(owner.tokenKey(), "csrf", form.get("token")).isEmpty()) {
            throw new Refused(OAuthError.ACCESS_DENIED, "A form needs a csrf token in the field token. JSON needs none.");
        }
        return ClientMetadata.form(form);
    }

    private Uni<Response> asOwner(Optional<String> cookie, Function<Owner, Uni<Response.ResponseBuilder>> work) {
        Instant now = Instant.now();
        return browser.visitor(cookie.orElse(""), now)
                .map(visitor -> new Owner(visitor.account().filter(account -> !account.temporary())
                        .orElseThrow(() -> new Refused(OAuthError.LOGIN_REQUIRED, "You are not logged in.")), visitor.session().orElseThrow().tokenKey(), now))
                .chain(asked -> work.apply(asked))
                .onFailure(Refused.class).recoverWithItem(refused -> Answers.refused((Refused) refused))
                .map(Response.ResponseBuilder::build);
    }

    private static JsonObject shown(OAuthClient client) {
        JsonObject shown = new JsonObject()
                .put("client_key", client.key())
                .put("client_id", client.key())
                .put("name", client.name())
                .put("version", client.version())
                .put("description", client.description())
                .put("email", client.email())
                .put("callback_url", client.callbackUrls().isEmpty() ? "" : client.callbackUrls().getFirst())
                .put("redirect_uris", Answers.array(client.callbackUrls()))
                .put("is_confidential", client.confidential())
                .put("owner_only", client.ownerOnly())
                .put("grant_types", Answers.array(client.grantTypes()))
                .put("scopes", Answers.array(client.scopes()))
                .put("restrictions", new JsonObject().put("IPAddresses", Answers.array(client.addresses())));
        return shown.put("registration", Timestamps.iso(client.registeredAt())).put("stage", client.disabled() ? "disabled" : "approved").put("oauth_version", "2.0");
    }

    private static JsonObject told(RegisterClient.Told told) {
        JsonObject answer = shown(told.client());
        if (!told.secret().isEmpty()) {
            answer.put("secret", told.secret()).put("client_secret", told.secret()).put("client_secret_expires_at", 0);
        }
        answer.put("client_id_issued_at", told.client().registeredAt().getEpochSecond());
        told.accessToken().ifPresent(token -> answer.put("access_token", token));
        return answer;
    }
}
