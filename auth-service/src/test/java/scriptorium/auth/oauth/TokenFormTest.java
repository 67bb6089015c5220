package scriptorium.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import scriptorium.auth.oauth.model.Refused;

class TokenFormTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
    private static final String ISSUER = "https://wiki.example";
    private static final TokenForm.Claims CLAIMS = new TokenForm.Claims(ISSUER, "1234", "client", 7, List.of("basic", "editpage"), NOW, NOW.plus(Duration.ofHours(4)));

    private final EllipticCurveJsonWebKey key = key();
    private final String token = TokenForm.write(CLAIMS, "k1", key.getPrivateKey());

    private static EllipticCurveJsonWebKey key() {
        try {
            return EcJwkGenerator.generateJwk(EllipticCurves.P256);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private TokenForm.Claims read(String text, Instant now) {
        return TokenForm.read(text, key.getPublicKey(), ISSUER, now);
    }

    private void assertRefused(String text, Instant now, String why) {
        assertThatThrownBy(() -> read(text, now)).isInstanceOf(Refused.class).hasMessageContaining(why);
    }

    private String part(int index) {
        return token.split("\\.")[index];
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aTokenIsReadAsItWasWritten() {
        assertThat(read(token, NOW.plusSeconds(60))).isEqualTo(CLAIMS);
        assertThat(TokenForm.keyId(token)).isEqualTo("k1");
    }

    @Test
    void anExpiredTokenIsRefused() {
        assertRefused(token, NOW.plus(Duration.ofHours(5)), "expired");
    }

    @Test
    void aTokenOfTheFutureIsRefused() {
        assertRefused(token, NOW.minus(Duration.ofHours(1)), "not signed");
    }

    @Test
    void aTruncatedTokenIsRefused() {
        assertRefused(token.substring(0, token.length() - 6), NOW, "not signed");
        assertRefused(part(0) + "." + part(1) + ".", NOW, "not signed");
        assertThatThrownBy(() -> TokenForm.keyId(part(0) + "." + part(1))).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> TokenForm.keyId("")).isInstanceOf(Refused.class);
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() {
        assertRefused(TokenForm.write(CLAIMS, "k1", key().getPrivateKey()), NOW, "not signed");
    }

    @Test
    void aTokenWithOtherClaimsUnderTheSameSignatureIsRefused() {
        String forged = new String(Base64.getUrlDecoder().decode(part(1)), StandardCharsets.UTF_8).replace("\"sub\":\"7\"", "\"sub\":\"1\"");
        assertRefused(part(0) + "." + encoded(forged) + "." + part(2), NOW, "not signed");
    }

    @Test
    void aTokenWithoutSignatureIsRefused() {
        for (String alg : List.of("none", "None", "NONE")) {
            assertRefused(encoded("{\"alg\":\"" + alg + "\",\"kid\":\"k1\",\"typ\":\"at+jwt\"}") + "." + part(1) + ".", NOW, "not signed");
        }
    }

    /** The public key as the secret of a symmetric signature: whoever lets the token choose takes it. */
    @Test
    void aTokenSignedWithThePublicKeyIsRefused() throws Exception {
        String signed = encoded("{\"alg\":\"HS256\",\"kid\":\"k1\",\"typ\":\"at+jwt\"}") + "." + part(1);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(((ECPublicKey) key.getPublicKey()).getEncoded(), "HmacSHA256"));
        String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        assertRefused(signed + "." + signature, NOW, "not signed");
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        assertThatThrownBy(() -> TokenForm.read(token, key.getPublicKey(), "https://other.example", NOW)).isInstanceOf(Refused.class);
    }

    @Test
    void anOversizedTokenIsNotLookedAt() {
        assertThatThrownBy(() -> TokenForm.keyId("a.".repeat(4000))).isInstanceOf(Refused.class);
    }
}
