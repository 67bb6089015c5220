package scriptorium.query.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalUrlTest {

    @Test
    void theDomainIsTurnedRound() {
        assertThat(ExternalUrl.of("https://www.Example.org/a?b#c")).contains(new ExternalUrl("https://www.example.org/a?b#c", "https://org.example.www.", "/a?b#c"));
    }

    @Test
    void portsStayAndUsersGo() {
        assertThat(ExternalUrl.of("http://me:secret@example.org:8080/x")).contains(new ExternalUrl("http://example.org:8080/x", "http://org.example.:8080", "/x"));
    }

    @Test
    void mailGoesByItsDomain() {
        assertThat(ExternalUrl.of("mailto:Ada@Example.org?subject=x"))
                .contains(new ExternalUrl("mailto:Ada@example.org?subject=x", "mailto:org.example@Ada", "?subject=x"));
    }

    @Test
    void aDomainThatIsTooLongIsCut() {
        assertThat(ExternalUrl.of("https://" + "a".repeat(1000) + "/").orElseThrow().domain()).hasSize(255);
    }

    @ParameterizedTest
    @CsvSource({"//example.org/x,https://example.org/x", "https://example.org,https://example.org/", "https://example.org?a=b,https://example.org/?a=b",
        "https://EXAMPLE.org./x,https://example.org/x", "https://example.org:/x,https://example.org/x", "http://[::1]/x,http://[0:0:0:0:0:0:0:1]/x",
        "mailto:ada,mailto:ada@", "magnet:?xt=1,magnet:/?xt=1", "urn:isbn:123,urn:isbn:123", "https://%C3%A4.org/%C3%A4,https://ä.org/%C3%A4"})
    void addressesAreListedInOneSpelling(String written, String listed) {
        assertThat(ExternalUrl.of(written).orElseThrow().url()).isEqualTo(listed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https:///", "https://example.org:abc/", "https://example.org:99999/", "tel:123", "sip:99/x"})
    void whatIsNoWholeAddressIsNotKept(String url) {
        assertThat(ExternalUrl.of(url)).isEmpty();
    }
}
