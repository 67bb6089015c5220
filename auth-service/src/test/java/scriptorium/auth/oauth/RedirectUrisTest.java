package scriptorium.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUrisTest {

    private static final List<String> REGISTERED = List.of("https://app.example/cb", "http://127.0.0.1:7000/done", "com.example.app:/cb");

    @ParameterizedTest
    @ValueSource(strings = {
        "https://app.example/cb/", "https://app.example/cb?x=1", "https://app.example/cb#x", "https://app.example/CB", "https://APP.example/cb", "https://app.example:443/cb",
        "http://app.example/cb", "https://app.example.evil.example/cb", "https://app.example@evil.example/cb", "https://app.example/cb/../evil", "https://app.example/c%62",
        "https://app.example/cb ", "//app.example/cb", "http://127.0.0.2:7000/done", "http://localhost:7000/done", "http://127.0.0.1:7000/done/x",
        "http://127.0.0.1:7000@evil.example/done", "http://x@127.0.0.1:7000/done", "http://127.0.0.1:7000/done?x", "com.example.app:/cb/x", ""})
    void anAddressThatNearlyMatchesDoesNotMatch(String given) {
        assertThat(RedirectUris.matches(REGISTERED, given)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example/cb", "http://127.0.0.1:7000/done", "http://127.0.0.1:51234/done", "http://127.0.0.1/done", "com.example.app:/cb"})
    void anAddressMatchesAsItIsAndThePortOfTheOwnMachineIsFree(String given) {
        assertThat(RedirectUris.matches(REGISTERED, given)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "http://app.example/cb", "https://app.example/cb#part", "https://me@app.example/cb", "/cb", "javascript:alert(1)", "data:text/html,x", "myapp:/cb", "https:///cb",
        "https://*.example/cb", "https://app.example/c b", "https://app.example/é", "urn:ietf:wg:oauth:2.0:oob", "file:///etc/passwd"})
    void anAddressThatCannotBeTrustedIsNotRegistered(String given) {
        assertThat(RedirectUris.problem(given, false)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example/cb", "https://app.example/cb?a=b", "http://127.0.0.1/cb", "http://[::1]:80/cb", "http://localhost:3000/cb", "com.example.app:/cb"})
    void aGoodAddressIsRegistered(String given) {
        assertThat(RedirectUris.problem(given, false)).isEmpty();
    }

    @Test
    void aLongAddressIsNotRegistered() {
        assertThat(RedirectUris.problem("https://app.example/" + "x".repeat(2000), false)).isPresent();
    }

    @Test
    void aPolicyNamesWhereAFormLeads() {
        assertThat(RedirectUris.source("https://app.example:8443/cb?x=1")).isEqualTo("https://app.example:8443");
        assertThat(RedirectUris.source("com.example.app:/cb")).isEqualTo("com.example.app:");
    }
}
