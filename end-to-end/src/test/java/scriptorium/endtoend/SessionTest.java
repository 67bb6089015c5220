package scriptorium.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Logins by cookie when auth-service dies. */
@ExtendWith(SuiteUnderTest.class)
class SessionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ASSERTED = "action=query&meta=siteinfo&assert=user";

    private final HttpClient http = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private HttpResponse<String> send(String form) throws Exception {
        return http.send(HttpRequest.newBuilder(SuiteUnderTest.api()).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form + "&format=json&formatversion=2")).build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode call(String form) throws Exception {
        return JSON.readTree(send(form).body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private SessionTest logIn() throws Exception {
        String token = call("action=query&meta=tokens&type=login").at("/query/tokens/logintoken").asText();
        assertThat(call("action=login&lgname=Admin&lgpassword=" + encoded(SuiteUnderTest.PASSWORD) + "&lgtoken=" + encoded(token)).at("/login/result").asText())
                .isEqualTo("Success");
        return this;
    }

    @Test
    void sessionsAndTokensOutliveAuthServiceAndAreRememberedWhileItIsAway() throws Exception {
        SessionTest known = new SessionTest().logIn();
        SessionTest fresh = new SessionTest().logIn();
        String csrf = known.call("action=query&meta=tokens").at("/query/tokens/csrftoken").asText();
        assertThat(known.call(ASSERTED).has("error")).isFalse();
        fresh.call("action=query&meta=userinfo");
        SessionTest stranger = new SessionTest();

        SuiteUnderTest.kill("/auth-service/target/");

        assertThat(known.call(ASSERTED).has("error")).isFalse();
        HttpResponse<String> refused = stranger.send("action=login&lgname=Admin&lgpassword=x");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("MediaWiki-API-Error")).hasValue("service-unavailable");
        assertThat(JSON.readTree(refused.body()).at("/error/code").asText()).isEqualTo("service-unavailable");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (known.call("action=query&meta=userinfo").has("error")) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
        assertThat(known.call("action=edit&title=After+the+fall&text=x" + System.nanoTime() + "&token=" + encoded(csrf)).at("/edit/result").asText()).isEqualTo("Success");
        assertThat(fresh.call("action=query&meta=userinfo").at("/query/userinfo/name").asText()).isEqualTo("Admin");
    }
}
