package scriptorium.auth.oauth.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import scriptorium.auth.oauth.OAuthConfigs;
import scriptorium.auth.oauth.model.OAuthError;
import scriptorium.auth.oauth.model.Refused;
import scriptorium.auth.web.Form;

class RequestsTest {

    private final Requests requests = new Requests(OAuthConfigs.defaults());

    private static Optional<String> basic(String pair) {
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    private static void assertRefused(Runnable work, OAuthError error) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.error()).isEqualTo(error));
    }

    @Test
    void oversizedRequestsAndFieldsAreRefused() {
        assertRefused(() -> requests.form("a=" + "x".repeat(70_000)), OAuthError.TOO_LARGE);
        assertRefused(() -> requests.form("a=" + "x".repeat(9_000)), OAuthError.INVALID_REQUEST);
    }

    @Test
    void aParameterComesOnce() {
        assertRefused(() -> requests.form("code=a&code=b"), OAuthError.INVALID_REQUEST);
    }

    @Test
    void aClientShowsItselfInTheHeaderOrInTheForm() {
        assertThat(requests.client(basic("key:s%3Ac"), Form.of(""), "").secret()).isEqualTo("s:c");
        assertThat(requests.client(Optional.empty(), Form.of("client_id=key&client_secret=s"), "").key()).isEqualTo("key");
        assertRefused(() -> requests.client(basic("key:s"), Form.of("client_secret=s"), ""), OAuthError.INVALID_REQUEST);
        assertRefused(() -> requests.client(basic("key:s"), Form.of("client_id=other"), ""), OAuthError.INVALID_REQUEST);
        assertRefused(() -> requests.client(Optional.of("Basic %%%"), Form.of(""), ""), OAuthError.INVALID_CLIENT);
    }
}
