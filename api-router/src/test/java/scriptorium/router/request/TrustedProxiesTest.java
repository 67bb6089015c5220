package scriptorium.router.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private final TrustedProxies proxies = new TrustedProxies(List.of("10.1.0.0/16", "192.0.2.7", "2001:db8::/32"));

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "10.1.2.3; 198.51.100.1; 198.51.100.1",
        "10.1.2.3; 198.51.100.1, 10.1.9.9; 198.51.100.1",
        "192.0.2.7; 2001:db8:5::1, 10.1.9.9; 2001:db8:5:0:0:0:0:1",
        "2001:db8::5; 203.0.113.9; 203.0.113.9",
        "10.1.2.3; 6.6.6.6, 198.51.100.1; 198.51.100.1",
        "10.1.2.3; 198.51.100.1, nonsense; 10.1.2.3",
        "10.1.2.3; localhost; 10.1.2.3",
        "10.1.2.3; 1; 10.1.2.3",
        "10.1.2.3; ,; 10.1.2.3",
    })
    void theLastAddressThatNoTrustedProxyHasIsTheClients(String peer, String forwarded, String client) {
        assertThat(proxies.client(peer, forwarded)).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.2.0.1", "192.0.2.8", "2001:db9::1", "127.0.0.1"})
    void nobodyElseIsBelieved(String peer) {
        assertThat(proxies.client(peer, "198.51.100.1")).isEqualTo(peer);
    }

    @Test
    void withoutTrustedProxiesTheHeaderMeansNothing() {
        assertThat(new TrustedProxies(List.of()).client("127.0.0.1", "198.51.100.1")).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0/8", ""})
    void whatIsNoRangeStopsTheStart(String range) {
        assertThatThrownBy(() -> new TrustedProxies(List.of(range))).isInstanceOf(IllegalArgumentException.class);
    }
}
