package scriptorium.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages of OAuth in a real browser, without script. On a machine without Chromium's driver there is nothing to test with. */
@ExtendWith(SuiteUnderTest.class)
class OAuthBrowserTest {

    @Test
    void aPersonLogsInAllowsAndIsSentBack() throws Exception {
        assumeTrue(Chromium.driver().isPresent(), "no chromedriver on this machine");
        OAuthUser owner = new OAuthUser();
        owner.logIn("/w/index.php?title=Special:UserLogin");
        OAuthUser.Client client = owner.register("Shown <b>", "\"callback_url\":\"http://127.0.0.1/cb\",\"is_confidential\":false,\"scopes\":[\"editpage\"]");
        CompletableFuture<URI> called = new CompletableFuture<>();
        HttpServer app = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        app.createContext("/cb", exchange -> {
            called.complete(exchange.getRequestURI());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        app.start();
        try (Chromium browser = new Chromium(Chromium.driver().orElseThrow())) {
            String back = "http://127.0.0.1:" + app.getAddress().getPort() + "/cb";
            browser.open(SuiteUnderTest.server().resolve(OAuthUser.address(client, "redirect_uri", back)));

            assertThat(browser.spoken("#wpName1")).isEqualTo("textbox User name");
            assertThat(browser.spoken("#wpPassword1")).endsWith("Password");
            browser.write("#wpName1", "Admin");
            browser.write("#wpPassword1", "wrong password");
            browser.press("#wpLoginAttempt");
            assertThat(browser.spoken("[role=alert]")).startsWith("alert");
            // The style is the page's own: the policy lets it through.
            assertThat(browser.colour("#wpLoginAttempt")).isNotEqualTo(browser.colour("body"));
            browser.write("#wpPassword1", SuiteUnderTest.PASSWORD);
            browser.press("#wpLoginAttempt");

            assertThat(browser.spoken("button[name=accept]")).isEqualTo("button Allow");
            assertThat(browser.spoken("button[name=cancel]")).isEqualTo("button Cancel");
            assertThat(browser.source()).contains("Shown &lt;b&gt;").contains("Edit pages that exist").contains("Admin");
            browser.press("button[name=accept]");

            String arrived = called.get(20, TimeUnit.SECONDS).toString();
            assertThat(OAuthUser.parameter(arrived, "state")).isEqualTo("s t");
            assertThat(OAuthUser.json(owner.token(client, "grant_type", "authorization_code", "code", OAuthUser.parameter(arrived, "code"), "redirect_uri", back,
                    "code_verifier", OAuthUser.VERIFIER)).path("access_token").asText()).isNotEmpty();
        } finally {
            app.stop(0);
        }
    }
}
