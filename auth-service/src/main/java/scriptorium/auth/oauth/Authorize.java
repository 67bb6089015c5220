package scriptorium.auth.oauth;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import scriptorium.auth.oauth.model.Approval;
import scriptorium.auth.oauth.model.OAuthClient;
import scriptorium.auth.oauth.model.OAuthError;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.store.OAuthClients;
import scriptorium.auth.store.OAuthTokens;
import scriptorium.host.site.SiteConfig;

/** The authorization endpoint: who asks, for what, and where the answer goes. What is wrong with client or address is never sent to the address. */
@ApplicationScoped
public class Authorize {

    private static final Logger LOG = Logger.getLogger(Authorize.class);
    private static final int LONGEST_STATE = 2048;

    private final OAuthClients clients;
    private final OAuthTokens tokens;
    private final Scopes scopes;
    private final OAuthConfig config;
    private final SiteConfig site;

    Authorize(OAuthClients clients, OAuthTokens tokens, Scopes scopes, OAuthConfig config, SiteConfig site) {
        this.clients = clients;
        this.tokens = tokens;
        this.scopes = scopes;
        this.config = config;
        this.site = site;
    }

    /** What a client's user agent asks; fields that were not given are empty. */
    public record Command(
            String responseType, String responseMode, String clientId, String redirectUri, String scope, String state, String challenge, String challengeMethod) {}

    /** A request that may be put before the user. */
    public record Request(
            OAuthClient client, String redirectUri, boolean redirectGiven, List<String> scopes, String state, String challenge) {}

    /** What came of looking at a request. */
    public sealed interface Outcome {
        record Good(Request request) implements Outcome {}

        /** The client is told at its address. */
        record Back(String location) implements Outcome {}

        /** Only the user is told. */
        record Bad(String description) implements Outcome {}
    }

    public Uni<Outcome> check(Command command) {
        if (command.clientId().isEmpty() || command.clientId().length() > 64) {
            return Uni.createFrom().item(new Outcome.Bad("The address has no client_id, so it is not known which application sent you here."));
        }
        return clients.byKey(command.clientId()).map(client -> client.filter(found -> !found.disabled())
                .map(found -> check(command, found))
                .orElseGet(() -> new Outcome.Bad("The application that sent you here is not registered.")));
    }

    private Outcome check(Command command, OAuthClient client) {
        boolean given = !command.redirectUri().isEmpty();
        if (!given && client.callbackUrls().size() != 1) {
            return new Outcome.Bad("The application did not say where to send you back to.");
        }
        String address = given ? command.redirectUri() : client.callbackUrls().getFirst();
        if (given && !RedirectUris.matches(client.callbackUrls(), address)) {
            return new Outcome.Bad("The address to send you back to is not one that the application is registered with.");
        }
        String state = command.state().length() > LONGEST_STATE ? "" : command.state();
        try {
            return new Outcome.Good(request(command, client, address, given));
        } catch (Refused refused) {
            return new Outcome.Back(back(address, state, refused.error().code(), refused.getMessage()));
        }
    }

    private Request request(Command command, OAuthClient client, String address, boolean given) {
        if (command.state().length() > LONGEST_STATE) {
            throw new Refused(OAuthError.INVALID_REQUEST, "state is longer than " + LONGEST_STATE + " characters.");
        }
        if (!command.responseType().equals("code")) {
            throw command.responseType().isEmpty()
                    ? new Refused(OAuthError.INVALID_REQUEST, "response_type is missing.")
                    : new Refused(OAuthError.UNSUPPORTED_RESPONSE_TYPE, "response_type must be code.");
        }
        if (!command.responseMode().isEmpty() && !command.responseMode().equals("query")) {
            throw new Refused(OAuthError.INVALID_REQUEST, "response_mode must be query.");
        }
        if (!client.grantTypes().contains("authorization_code")) {
            throw new Refused(OAuthError.UNAUTHORIZED_CLIENT, "The client is not registered for this grant type.");
        }
        return new Request(client, address, given, scopes.asked(command.scope(), client.scopes()), command.state(),
                Pkce.challenge(command.challenge(), command.challengeMethod(), !client.confidential()));
    }

    /** Whether a user need not be asked: the same was allowed before, and the answer goes where nobody but the client can be. */
    public Uni<Optional<Approval>> allowedBefore(Request request, long accountId) {
        if (!RedirectUris.provesClient(request.redirectUri())) {
            return Uni.createFrom().item(Optional.empty());
        }
        return clients.approval(request.client(), accountId).map(known -> known.filter(approval -> approval.scopes().containsAll(request.scopes())));
    }

    /** The user allows it. */
    public Uni<String> accept(Request request, long accountId, Instant now) {
        return clients.approve(request.client(), accountId, request.scopes(), Secrets.hex(16))
                .invoke(approval -> LOG.infof("event=oauth-allowed client=%s user=%d scopes=%s", request.client().key(), accountId,
                        String.join(",", approval.scopes())))
                .chain(approval -> code(request, approval, now));
    }

    /** A code for what is allowed already; the address to send the user to. */
    public Uni<String> code(Request request, Approval approval, Instant now) {
        String code = Secrets.token();
        return tokens.addCode(Secrets.hash(code), approval, request.redirectUri(), request.redirectGiven(), request.scopes(), request.challenge(),
                        now.plus(config.code()))
                .replaceWith(() -> with(request.redirectUri(), "code=" + code + state(request.state()) + issuer()));
    }

    /** The user does not allow it. */
    public String deny(Request request) {
        return back(request.redirectUri(), request.state(), OAuthError.ACCESS_DENIED.code(), "The user did not allow it.");
    }

    private String back(String address, String state, String error, String description) {
        return with(address, "error=" + error + "&error_description=" + encoded(description) + state(state) + issuer());
    }

    private static String state(String state) {
        return state.isEmpty() ? "" : "&state=" + encoded(state);
    }

    /** RFC 9207: says who answers, so that a client of many wikis is not misled. */
    private String issuer() {
        return "&iss=" + encoded(site.server());
    }

    private static String with(String address, String query) {
        return address + (address.indexOf('?') < 0 ? "?" : address.endsWith("?") || address.endsWith("&") ? "" : "&") + query;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
