package scriptorium.auth.oauth;

import java.util.Base64;
import java.util.regex.Pattern;
import scriptorium.auth.oauth.model.OAuthError;
import scriptorium.auth.oauth.model.Refused;

/** RFC 7636 with the method S256 alone: with {@code plain}, whoever sees the request has the verifier. */
public final class Pkce {

    public static final String METHOD = "S256";

    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private Pkce() {}

    /**
     * The challenge to keep with a code, empty for none.
     *
     * @param required whether there must be one, as for clients without a secret
     */
    public static String challenge(String challenge, String method, boolean required) {
        if (challenge.isEmpty()) {
            if (!method.isEmpty()) {
                throw new Refused(OAuthError.INVALID_REQUEST, "code_challenge_method is given without code_challenge.");
            }
            if (required) {
                throw new Refused(OAuthError.INVALID_REQUEST, "Clients without a secret need PKCE: code_challenge is missing.");
            }
            return "";
        }
        if (!method.equals(METHOD)) {
            throw new Refused(OAuthError.INVALID_REQUEST, "code_challenge_method must be S256.");
        }
        if (!CHALLENGE.matcher(challenge).matches()) {
            throw new Refused(OAuthError.INVALID_REQUEST, "code_challenge is not the base64url form of a SHA-256 hash.");
        }
        return challenge;
    }

    /** Checks a verifier against the challenge of the code. A verifier for a code without challenge is refused too: the challenge was taken out on the way. */
    public static void verify(String challenge, String verifier) {
        if (challenge.isEmpty() && verifier.isEmpty()) {
            return;
        }
        if (challenge.isEmpty()) {
            throw new Refused(OAuthError.INVALID_GRANT, "code_verifier is given, but the code was asked for without code_challenge.");
        }
        if (verifier.isEmpty()) {
            throw new Refused(OAuthError.INVALID_GRANT, "code_verifier is missing.");
        }
        boolean right = VERIFIER.matcher(verifier).matches()
                && Secrets.same(challenge, Base64.getUrlEncoder().withoutPadding().encodeToString(Secrets.sha256(verifier)));
        if (!right) {
            throw new Refused(OAuthError.INVALID_GRANT, "code_verifier does not fit the code_challenge.");
        }
    }
}
