package scriptorium.router;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scriptorium.stack.Ports;

/** How often a client may ask, and who a client is, at the port that the world sees. */
@QuarkusTest
@TestProfile(LimitsTest.Tight.class)
@WithTestResource(FakeServices.class)
class LimitsTest {

    private static final int PORT = freePort();
    private static final String QUERY = "/w/api.php?action=query&format=json";

    public static final class Tight implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.test-port", Integer.toString(PORT),
                    "scriptorium.edge.trusted-proxies", "127.0.0.1,10.0.0.0/8",
                    "scriptorium.edge.address-rate", "1",
                    "scriptorium.edge.address-burst", "3",
                    "scriptorium.edge.account-rate", "1",
                    "scriptorium.edge.account-burst", "2");
        }
    }

    /** The same one for each class loader that has this class. */
    private static synchronized int freePort() {
        Integer known = Integer.getInteger("limits.port");
        if (known != null) {
            return known;
        }
        int port = Ports.free(0);
        System.setProperty("limits.port", Integer.toString(port));
        return port;
    }

    @BeforeEach
    void ready() {
        for (int i = 0; i < 1000 && given().get("/q/health/ready").statusCode() != 200; i++) {
            Thread.onSpinWait();
        }
    }

    private static RequestSpecification from(String forwarded) {
        return given().port(PORT).header("X-Forwarded-For", forwarded);
    }

    private static void isRefused(Response response) {
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(response.header("Retry-After"))).isPositive();
        assertThat(response.header("MediaWiki-API-Error")).isEqualTo("ratelimited");
        assertThat(response.jsonPath().getString("error.code")).isEqualTo("ratelimited");
    }

    @Test
    void anAddressMaySendABurst() {
        for (int i = 0; i < 3; i++) {
            assertThat(from("198.51.100.1").get(QUERY).statusCode()).isEqualTo(200);
        }
        isRefused(from("198.51.100.1").get(QUERY));
        assertThat(from("198.51.100.2").get(QUERY).statusCode()).isEqualTo(200);
    }

    @Test
    void whatAClientItselfForwardsChangesNothing() {
        for (int i = 0; i < 3; i++) {
            assertThat(from("6.6.6." + i + ", 198.51.100.3, 10.0.0." + i).get(QUERY).statusCode()).isEqualTo(200);
        }
        isRefused(from("6.6.6.6, 198.51.100.3").get(QUERY));
    }

    @Test
    void anAccountIsLimitedWhereverItComesFrom() {
        for (int i = 0; i < 2; i++) {
            assertThat(from("203.0.113." + i).cookie("testwiki_session", "abc").get(QUERY).statusCode()).isEqualTo(200);
        }
        isRefused(from("203.0.113.9").cookie("testwiki_session", "abc").get(QUERY));
        assertThat(from("203.0.113.9").get(QUERY).statusCode()).isEqualTo(200);
    }

    @Test
    void pagesAreLimitedAsCallsAre() {
        for (int i = 0; i < 3; i++) {
            assertThat(from("198.51.100.7").get("/wiki/Special:Nosuch").statusCode()).isNotEqualTo(429);
        }
        Response refused = from("198.51.100.7").get("/wiki/Special:Nosuch");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNotNull();
    }
}
