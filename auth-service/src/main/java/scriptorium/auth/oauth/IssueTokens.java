package scriptorium.auth.oauth;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import scriptorium.auth.oauth.model.Approval;
import scriptorium.auth.oauth.model.OAuthClient;
import scriptorium.auth.oauth.model.OAuthError;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.oauth.model.StoredToken;
import scriptorium.auth.store.OAuthClients;
import scriptorium.auth.store.OAuthTokens;

/** Gives access tokens for codes, refresh tokens and clients' own secrets. */
@ApplicationScoped
public class IssueTokens {

    private final OAuthClients clients;
    private final OAuthTokens tokens;
    private final AccessTokens accessTokens;
    private final Scopes scopes;
    private final OAuthConfig config;

    IssueTokens(OAuthClients clients, OAuthTokens tokens, AccessTokens accessTokens, Scopes scopes, OAuthConfig config) {
        this.clients = clients;
        this.tokens = tokens;
        this.accessTokens = accessTokens;
        this.scopes = scopes;
        this.config = config;
    }

    /** What is asked; fields that were not given are empty. */
    public record Command(
            String grantType, OAuthClient client, String code, String redirectUri, String codeVerifier, String refreshToken, String scope, Instant now) {
        @Override
        public String toString() {
            return "IssueTokens.Command[" + grantType + " " + client + "]";
        }
    }

    /** @param refreshToken empty for none */
    public record Issued(String accessToken, Duration expiresIn, String refreshToken, List<String> scopes) {
        @Override
        public String toString() {
            return "Issued" + scopes;
        }
    }

    /** Fails with {@link Refused}. */
    public Uni<Issued> execute(Command command) {
        if (!RegisterClient.GRANT_TYPES.contains(command.grantType())) {
            return Uni.createFrom().failure(command.grantType().isEmpty()
                    ? new Refused(OAuthError.INVALID_REQUEST, "grant_type is missing.")
                    : new Refused(OAuthError.UNSUPPORTED_GRANT_TYPE, "grant_type must be authorization_code, refresh_token or client_credentials."));
        }
        if (!command.client().grantTypes().contains(command.grantType())) {
            return Uni.createFrom().failure(new Refused(OAuthError.UNAUTHORIZED_CLIENT, "The client is not registered for this grant type."));
        }
        return switch (command.grantType()) {
            case "authorization_code" -> byCode(command);
            case "refresh_token" -> byRefresh(command);
            default -> byCredentials(command);
        };
    }

    private Uni<Issued> byCode(Command command) {
        if (command.code().isEmpty()) {
            return Uni.createFrom().failure(new Refused(OAuthError.INVALID_REQUEST, "code is missing."));
        }
        String refresh = command.client().grantTypes().contains("refresh_token") ? Secrets.token() : "";
        return tokens.redeemCode(Secrets.hash(command.code()), command.now(), code -> {
            inForce(code, command);
            boolean named = !command.redirectUri().isEmpty();
            if (code.redirectGiven() && !named || named && !code.redirectUri().equals(command.redirectUri())) {
                throw new Refused(OAuthError.INVALID_GRANT, "redirect_uri is not the one that the code was sent to.");
            }
            Pkce.verify(code.challenge(), command.codeVerifier());
            return pair(command.now(), code.scopes(), refresh, code.scopes());
        }).chain(given -> issued(command, given, refresh));
    }

    private Uni<Issued> byRefresh(Command command) {
        if (command.refreshToken().isEmpty()) {
            return Uni.createFrom().failure(new Refused(OAuthError.INVALID_REQUEST, "refresh_token is missing."));
        }
        String refresh = Secrets.token();
        return tokens.redeemRefresh(Secrets.hash(command.refreshToken()), command.now(), old -> {
            inForce(old, command);
            List<String> narrowed = command.scope().isEmpty() ? old.scopes() : scopes.asked(command.scope(), old.scopes());
            return pair(command.now(), narrowed, refresh, old.scopes());
        }).chain(given -> issued(command, given, refresh));
    }

    /** The client acts for its owner. */
    private Uni<Issued> byCredentials(Command command) {
        if (!command.client().confidential()) {
            return Uni.createFrom().failure(new Refused(OAuthError.UNAUTHORIZED_CLIENT, "The client has no secret to show."));
        }
        return from(() -> scopes.asked(command.scope(), command.client().scopes()))
                .chain(asked -> ownApproval(command.client()).chain(approval -> {
                    OAuthTokens.Pair pair = pair(command.now(), asked, "", List.of());
                    return tokens.add(approval, pair).chain(() -> issued(command, approval, pair, ""));
                }));
    }

    private Uni<Approval> ownApproval(OAuthClient client) {
        return clients.approval(client, client.ownerId()).chain(known -> known.isPresent()
                ? Uni.createFrom().item(known.get())
                : clients.approve(client, client.ownerId(), client.scopes(), Secrets.hex(16)));
    }

    private static void inForce(StoredToken token, Command command) {
        if (!token.clientKey().equals(command.client().key()) || !token.expiresAt().isAfter(command.now())) {
            throw StoredToken.unknown();
        }
    }

    private OAuthTokens.Pair pair(Instant now, List<String> granted, String refresh, List<String> refreshScopes) {
        return new OAuthTokens.Pair(Secrets.hex(20), granted, now, now.plus(config.accessToken()), refresh.isEmpty() ? "" : Secrets.hash(refresh),
                refreshScopes, now.plus(config.refreshToken()));
    }

    private Uni<Issued> issued(Command command, OAuthTokens.Given given, String refresh) {
        return issued(command, given.used().approval(), given.pair(), refresh);
    }

    private Uni<Issued> issued(Command command, Approval approval, OAuthTokens.Pair pair, String refresh) {
        return accessTokens.sign(pair.accessId(), command.client().key(), approval.accountId(), pair.scopes(), command.now(), pair.accessExpires())
                .map(token -> new Issued(token, config.accessToken(), refresh, pair.scopes()));
    }

    private static <T> Uni<T> from(Supplier<T> work) {
        return Uni.createFrom().item(work);
    }
}
