package scriptorium.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CorsTest {

    private final Cors cors = new Cors(List.of("trusted.example", "*.trusted.example"));

    @Test
    void saysNothingWithoutTheParameter() {
        assertThat(cors.judge("", "https://trusted.example", false, "", "").headers()).isEmpty();
    }

    @Test
    void letsAnybodyCallAsNobody() {
        // When
        Cors.Verdict verdict = cors.judge("*", "", false, "", "");
        // Then
        assertThat(verdict.forbidden()).isFalse();
        assertThat(verdict.headers())
                .containsEntry("Access-Control-Allow-Origin", "*")
                .containsEntry("Access-Control-Allow-Credentials", "false")
                .containsKey("Access-Control-Expose-Headers");
    }

    @Test
    void letsATrustedOriginCallWithCredentials() {
        // When
        Cors.Verdict verdict = cors.judge("https://a.trusted.example", "https://a.trusted.example", false, "", "");
        // Then
        assertThat(verdict.named()).isTrue();
        assertThat(verdict.headers())
                .containsEntry("Access-Control-Allow-Origin", "https://a.trusted.example")
                .containsEntry("Access-Control-Allow-Credentials", "true")
                .containsEntry("Timing-Allow-Origin", "https://a.trusted.example");
    }

    @Test
    void forbidsAParameterThatContradictsTheHeader() {
        assertThat(cors.judge("https://trusted.example", "https://evil.example", false, "", "").forbidden()).isTrue();
    }

    @Test
    void answersAnUntrustedOriginWithoutLettingItRead() {
        // When
        Cors.Verdict verdict = cors.judge("https://eviltrusted.example", "https://eviltrusted.example", false, "", "");
        // Then
        assertThat(verdict.forbidden()).isFalse();
        assertThat(verdict.headers()).containsOnlyKeys("MediaWiki-CORS-Rejection");
    }

    @Test
    void allowsKnownHeadersInAPreflight() {
        // When
        Cors.Verdict verdict = cors.judge("https://trusted.example", "https://trusted.example", true, "POST", "Content-Type, api-user-agent");
        // Then
        assertThat(verdict.headers())
                .containsEntry("Access-Control-Allow-Headers", "Content-Type, api-user-agent")
                .containsEntry("Access-Control-Allow-Methods", "POST, GET, HEAD")
                .doesNotContainKey("Access-Control-Expose-Headers");
    }

    @Test
    void refusesUnknownHeadersInAPreflight() {
        assertThat(cors.judge("*", "https://x.example", true, "POST", "x-unknown").headers()).containsOnlyKeys("MediaWiki-CORS-Rejection");
    }
}
