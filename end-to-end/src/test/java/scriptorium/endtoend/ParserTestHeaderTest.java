package scriptorium.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The header by which builds made for MediaWiki's parser tests take another configuration means nothing here. */
@ExtendWith(SuiteUnderTest.class)
class ParserTestHeaderTest {

    @Test
    void aBuildForUseIgnoresTheConfigurationOfARequest() throws Exception {
        String plain = parse(HttpRequest.newBuilder());
        String asked = parse(HttpRequest.newBuilder().header("X-Parsertest-Config", "{\"language\":\"de\",\"wgEnableMagicLinks\":{\"ISBN\":true},\"wgRawHtml\":true}"));

        assertThat(plain).contains("CONTENTLANGUAGE is en").contains("ISBN 0-306-40615-2").doesNotContain("BookSources");
        assertThat(asked).isEqualTo(plain);
    }

    private static String parse(HttpRequest.Builder request) throws Exception {
        String text = URLEncoder.encode("CONTENTLANGUAGE is {{CONTENTLANGUAGE}}, ISBN 0-306-40615-2 <html><b>raw</b></html>", StandardCharsets.UTF_8);
        URI address = URI.create(SuiteUnderTest.api() + "?action=parse&format=json&formatversion=2&contentmodel=wikitext&prop=text&disablelimitreport=1&text=" + text);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.uri(address).build(), HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
