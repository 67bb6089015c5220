package scriptorium.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OAuthConfigTest {

    @Test
    void theDefaultsAreThoseOfTheDocumentation() {
        OAuthConfig config = OAuthConfigs.defaults();
        assertThat(config.code()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.accessToken()).isEqualTo(Duration.ofHours(4));
        assertThat(config.refreshToken()).isEqualTo(Duration.ofDays(365));
        assertThat(config.keyRotation()).isEqualTo(Duration.ofDays(90));
        assertThat(config.clientsPerAccount()).isEqualTo(100);
        assertThat(config.allowedFailures()).isEqualTo(20);
        assertThat(config.failureWindow()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.insecureRedirects()).isFalse();
    }
}
