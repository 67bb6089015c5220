package scriptorium.auth.oauth;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import scriptorium.auth.oauth.model.Approval;
import scriptorium.auth.oauth.model.OAuthClient;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.oauth.model.StoredToken;
import scriptorium.auth.store.OAuthTokens;

/** Looks at tokens for the client that has them, and revokes them (RFC 7662, RFC 7009). */
@ApplicationScoped
public class EndTokens {

    private final OAuthTokens tokens;
    private final AccessTokens accessTokens;

    EndTokens(OAuthTokens tokens, AccessTokens accessTokens) {
        this.tokens = tokens;
        this.accessTokens = accessTokens;
    }

    /** What a token of the client is; {@code kind} is "access_token" or "refresh_token", {@code id} the id of an access token. */
    public record Found(String kind, String id, Optional<Instant> issuedAt, StoredToken stored) {}

    /** The token, if it is one of the client's and in force. */
    public Uni<Optional<Found>> find(OAuthClient client, String token, Instant now) {
        Uni<Optional<Found>> found = token.indexOf('.') > 0 ? access(token, now) : refresh(token, now);
        return found.map(any -> any.filter(one -> one.stored().clientKey().equals(client.key())));
    }

    private Uni<Optional<Found>> access(String token, Instant now) {
        return accessTokens.live(token, now)
                .map(live -> Optional.of(new Found("access_token", live.id(), Optional.of(live.issuedAt()), live.stored())))
                .onFailure(Refused.class).recoverWithItem(Optional.empty());
    }

    private Uni<Optional<Found>> refresh(String token, Instant now) {
        return tokens.refresh(Secrets.hash(token)).map(found -> found.filter(stored -> !stored.used() && stored.expiresAt().isAfter(now))
                .map(stored -> new Found("refresh_token", "", Optional.empty(), stored)));
    }

    /** Revokes a token of the client: an access token alone, a refresh token with all that came of the same consent. Says whose identity is out of date. */
    public Uni<Optional<String>> revoke(OAuthClient client, String token, Instant now) {
        return find(client, token, now).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().item(Optional.empty());
            }
            Approval approval = found.get().stored().approval();
            Uni<Void> end = found.get().kind().equals("access_token") ? tokens.endAccess(found.get().id(), approval) : tokens.endFamily(found.get().stored());
            return end.replaceWith(Optional.of(approval.stale()));
        });
    }
}
