package scriptorium.auth.oauth;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import scriptorium.auth.model.Account;
import scriptorium.auth.oauth.model.OAuthClient;
import scriptorium.auth.oauth.model.OAuthError;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.store.AddressRange;
import scriptorium.auth.store.OAuthClients;
import scriptorium.auth.store.OAuthTokens;

/** Registers clients and gives them new secrets. A secret is told once and kept as a hash. */
@ApplicationScoped
public class RegisterClient {

    private static final Logger LOG = Logger.getLogger(RegisterClient.class);

    public static final Set<String> GRANT_TYPES = Set.of("authorization_code", "refresh_token", "client_credentials");

    /** As good as for ever, and still a date that every library can read. */
    private static final Duration WITHOUT_END = Duration.ofDays(100 * 365);
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_VERSION = 32;
    private static final int LONGEST_TEXT = 4096;
    private static final int MOST_CALLBACKS = 20;
    private static final int MOST_ADDRESSES = 50;

    private final OAuthClients clients;
    private final OAuthTokens tokens;
    private final AccessTokens accessTokens;
    private final Scopes scopes;
    private final OAuthConfig config;

    RegisterClient(OAuthClients clients, OAuthTokens tokens, AccessTokens accessTokens, Scopes scopes, OAuthConfig config) {
        this.clients = clients;
        this.tokens = tokens;
        this.accessTokens = accessTokens;
        this.scopes = scopes;
        this.config = config;
    }

    /** What is asked. */
    public record Command(
            Account owner, String name, String version, String description, String email, List<String> callbackUrls, boolean confidential, boolean ownerOnly,
            List<String> grantTypes, List<String> scopes, List<String> addresses, Instant now) {}

    /**
     * A client and what only its owner is told.
     *
     * @param secret empty for a client that keeps none
     * @param accessToken of a client for its owner alone
     */
    public record Told(OAuthClient client, String secret, Optional<String> accessToken) {
        @Override
        public String toString() {
            return "Told[" + client + "]";
        }
    }

    /** Fails with {@link Refused}. */
    public Uni<Told> execute(Command command) {
        String secret = command.confidential() ? Secrets.hex(20) : "";
        OAuthClient client;
        try {
            client = checked(command, secret);
        } catch (Refused refused) {
            return Uni.createFrom().failure(refused);
        }
        return clients.count(command.owner().id(), config.clientsPerAccount()).chain(count -> count >= config.clientsPerAccount()
                        ? Uni.createFrom().failure(new Refused(OAuthError.ACCESS_DENIED, "The account has as many clients as it may have."))
                        : clients.add(client))
                .map(added -> added.orElseThrow(() -> bad("You have a client of this name and version already.")))
                .invoke(added -> LOG.infof("event=oauth-client-registered client=%s owner=%d ownerOnly=%s scopes=%s", added.key(), added.ownerId(),
                        added.ownerOnly(), String.join(",", added.scopes())))
                .chain(added -> told(added, secret, command.now()));
    }

    /** A new secret for a client; the old one, and for a client of its owner alone the old token, end at once. */
    public Uni<Told> reset(String key, Account owner, Instant now) {
        return clients.byKey(key)
                .map(found -> found.filter(client -> client.ownerId() == owner.id() && !client.disabled())
                        .orElseThrow(() -> new Refused(OAuthError.NOT_FOUND, "You have no client with this key.")))
                .chain(client -> {
                    if (!client.confidential() && !client.ownerOnly()) {
                        return Uni.createFrom().failure(bad("The client has no secret."));
                    }
                    String secret = client.confidential() ? Secrets.hex(20) : "";
                    return clients.newSecret(client, secret.isEmpty() ? "" : Secrets.hash(secret))
                            .chain(() -> client.ownerOnly() ? endTokens(client) : Uni.createFrom().voidItem())
                            .invoke(() -> LOG.infof("event=oauth-secret-reset client=%s owner=%d", client.key(), client.ownerId()))
                            .chain(() -> told(client, secret, now));
                });
    }

    private Uni<Void> endTokens(OAuthClient client) {
        return clients.approval(client, client.ownerId())
                .chain(approval -> approval.isPresent() ? tokens.endAll(approval.get()) : Uni.createFrom().voidItem());
    }

    private Uni<Told> told(OAuthClient client, String secret, Instant now) {
        if (!client.ownerOnly()) {
            return Uni.createFrom().item(new Told(client, secret, Optional.empty()));
        }
        String id = Secrets.hex(20);
        Instant expires = now.plus(WITHOUT_END);
        return clients.approve(client, client.ownerId(), client.scopes(), Secrets.hex(16))
                .chain(approval -> tokens.add(approval, new OAuthTokens.Pair(id, client.scopes(), now, expires, "", List.of(), expires)))
                .chain(() -> accessTokens.sign(id, client.key(), client.ownerId(), client.scopes(), now, expires))
                .map(token -> new Told(client, secret, Optional.of(token)));
    }

    private OAuthClient checked(Command command, String secret) {
        text("name", command.name(), LONGEST_NAME);
        text("version", command.version(), LONGEST_VERSION);
        text("description", command.description(), LONGEST_TEXT);
        if (command.email().length() > LONGEST_NAME * 2) {
            throw bad("email is too long.");
        }
        List<String> types = command.ownerOnly() ? List.of("client_credentials") : command.grantTypes();
        if (types.isEmpty() || !GRANT_TYPES.containsAll(types)) {
            throw bad("grant_types must be some of authorization_code, refresh_token and client_credentials.");
        }
        if (types.contains("client_credentials") && !command.confidential() && !command.ownerOnly()) {
            throw bad("Only a client that keeps a secret can have the grant type client_credentials.");
        }
        boolean redirects = types.contains("authorization_code");
        if (redirects && command.callbackUrls().isEmpty()) {
            throw new Refused(OAuthError.INVALID_REDIRECT_URI, "callback_url is missing.");
        }
        if (command.callbackUrls().size() > MOST_CALLBACKS) {
            throw new Refused(OAuthError.INVALID_REDIRECT_URI, "There are more than " + MOST_CALLBACKS + " redirect addresses.");
        }
        command.callbackUrls().forEach(url -> RedirectUris.problem(url, config.insecureRedirects()).ifPresent(problem -> {
            throw new Refused(OAuthError.INVALID_REDIRECT_URI, "A redirect address cannot be taken. " + problem);
        }));
        if (command.addresses().size() > MOST_ADDRESSES || command.addresses().stream().anyMatch(text -> AddressRange.parse(text).isEmpty())) {
            throw bad("restrictions must be at most " + MOST_ADDRESSES + " addresses or ranges.");
        }
        return new OAuthClient(0, Secrets.hex(16), secret.isEmpty() ? "" : Secrets.hash(secret), command.owner().id(), command.name().strip(),
                command.version().strip(), command.description().strip(), command.email(), command.callbackUrls(), command.confidential(),
                command.ownerOnly(), types, scopes.registered(command.scopes()), command.addresses(), command.now(), false);
    }

    private static void text(String field, String value, int longest) {
        if (value.isBlank()) {
            throw bad(field + " is missing.");
        }
        if (value.length() > longest || value.chars().anyMatch(c -> c < 0x20 && c != '\n' && c != '\r' && c != '\t' || c == 0x7f)) {
            throw bad(field + " is longer than " + longest + " characters, or has characters that cannot be shown.");
        }
    }

    private static Refused bad(String description) {
        return new Refused(OAuthError.INVALID_CLIENT_METADATA, description);
    }
}
