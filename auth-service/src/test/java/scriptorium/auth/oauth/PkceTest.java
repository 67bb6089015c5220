package scriptorium.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scriptorium.auth.oauth.model.OAuthError;
import scriptorium.auth.oauth.model.Refused;

class PkceTest {

    /** RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    @Test
    void theExampleOfTheRfcFits() {
        assertThat(Pkce.challenge(CHALLENGE, "S256", true)).isEqualTo(CHALLENGE);
        assertThatCode(() -> Pkce.verify(CHALLENGE, VERIFIER)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"'',''", CHALLENGE + ",plain", CHALLENGE + ",''", "short,S256", "'',S256"})
    void aChallengeThatIsMissingOrWeakIsRefused(String challenge, String method) {
        assertThatThrownBy(() -> Pkce.challenge(challenge, method, true))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.error()).isEqualTo(OAuthError.INVALID_REQUEST));
    }

    @Test
    void aClientWithASecretMayDoWithout() {
        assertThat(Pkce.challenge("", "", false)).isEmpty();
        assertThatCode(() -> Pkce.verify("", "")).doesNotThrowAnyException();
    }

    @Test
    void aVerifierThatIsMissingWrongOrTooMuchIsRefused() {
        assertRefused(CHALLENGE, "");
        assertRefused(CHALLENGE, VERIFIER + "x");
        assertRefused(CHALLENGE, CHALLENGE);
        // The downgrade: the challenge was taken out of the request on the way.
        assertRefused("", VERIFIER);
    }

    private static void assertRefused(String challenge, String verifier) {
        assertThatThrownBy(() -> Pkce.verify(challenge, verifier))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.error()).isEqualTo(OAuthError.INVALID_GRANT));
    }
}
