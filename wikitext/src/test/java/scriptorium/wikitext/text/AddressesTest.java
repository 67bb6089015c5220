package scriptorium.wikitext.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "https://example.org/a https://example.org/a",
        "https://example.org/ä?ö#ü https://example.org/%C3%A4?%C3%B6#%C3%BC",
        "https://example.org/%7e%20%2f%5b| https://example.org/~%20%2F%5B%7C",
        "https://example.org/?%41%26%3d%2b%27 https://example.org/?A%26%3D%2B'",
        "https://example.org/#%23%26%3f https://example.org/#%23&?",
        "https://example.org/%zz% https://example.org/%zz%",
        "https://%65xample.org https://example.org",
        "https://example.org/a//b/../../c/. https://example.org/a/c/",
        "https://example.org/a/.. https://example.org/",
        "https://example.org/..?a/../b https://example.org/?a/../b",
        "https://example.org/%2e%2e/b https://example.org/b",
        "tel:%41%7C tel:A%7C",
        "mailto:%41@ü.org?subject=ö mailto:A@%C3%BC.org?subject=%C3%B6",
        "//example.org/\uD83D\uDE00 //example.org/%F0%9F%98%80"})
    void addressesHaveOneSpelling(String written, String recorded) {
        assertThat(Addresses.normalized(written)).isEqualTo(recorded);
    }
}
