package scriptorium.auth.oauth.model;

import java.time.Instant;
import java.util.List;

/**
 * A code or token as it is kept.
 *
 * @param family of everything that came of the same consent
 * @param used whether it was used before; for access tokens, whether its client is disabled
 * @param redirectUri of a code: where it was sent
 * @param redirectGiven of a code: whether the client named the address, and so has to name it again
 * @param addresses from where the client's tokens may be used; empty for anywhere
 * @param challenge of a code: PKCE's, empty for none
 */
public record StoredToken(
        String family, List<String> scopes, Instant expiresAt, boolean used, String redirectUri, boolean redirectGiven, String challenge, String clientKey,
        Approval approval, List<String> addresses) {

    public StoredToken {
        scopes = List.copyOf(scopes);
        addresses = List.copyOf(addresses);
    }

    public static Refused unknown() {
        return new Refused(OAuthError.INVALID_GRANT, "It is unknown, was revoked or has expired.");
    }

    public Refused usedTwice() {
        return new Refused(OAuthError.INVALID_GRANT, "It was used before. What was given for it has been revoked.", approval.stale());
    }

    @Override
    public String toString() {
        return "StoredToken[" + approval + "]";
    }
}
