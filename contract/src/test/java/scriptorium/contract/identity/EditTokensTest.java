package scriptorium.contract.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EditTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void tokensHaveMediaWikisForm() {
        assertThat(EditTokens.make("secret", "csrf", NOW)).matches("[0-9a-f]{32}[0-9a-f]{8}\\+\\\\");
        assertThat(EditTokens.make("", "csrf", NOW)).isEqualTo("+\\");
    }

    @Test
    void aTokenIsGoodForItsKeyAndTypeAlone() {
        String token = EditTokens.make("secret", "csrf", NOW);
        assertThat(EditTokens.check("secret", "csrf", token)).contains(NOW);
        assertThat(EditTokens.check("secret", "watch", token)).isEmpty();
        assertThat(EditTokens.check("other", "csrf", token)).isEmpty();
        assertThat(EditTokens.check("secret", "csrf", "+\\")).isEmpty();
        assertThat(EditTokens.check("", "csrf", token)).isEmpty();
        assertThat(EditTokens.check("", "csrf", "+\\")).isPresent();
        assertThat(EditTokens.check("secret", "csrf", "0".repeat(40) + "+\\")).isEmpty();
    }
}
