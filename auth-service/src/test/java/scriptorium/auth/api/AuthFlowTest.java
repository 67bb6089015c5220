package scriptorium.auth.api;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scriptorium.contract.message.ApiException;

class AuthFlowTest {

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1/", "HTTP://x", "https://x:443/a?b#c", "ftp://x", "http://[::1]:80/", "http://u@x/", "http:x", "mailto:a@example.org", "urn:a",
        "http://x/{y}", "http://x:"})
    void absoluteAddresses_areTaken(String url) {
        assertThatCode(() -> AuthFlow.checkReturnUrl("loginreturnurl", url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "/x", "//x.org/", "foo://x", "javascript:alert(1)", "http://", "http:///x", "http://x:y/", "http://x:99999/", "data:text/html,x"})
    void others_areRefused(String url) {
        assertThatThrownBy(() -> AuthFlow.checkReturnUrl("loginreturnurl", url)).isInstanceOfSatisfying(ApiException.class,
                e -> org.assertj.core.api.Assertions.assertThat(e.errors().getFirst().code()).isEqualTo("badurl_loginreturnurl"));
    }
}
