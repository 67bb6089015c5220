package scriptorium.router;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scriptorium.router.wiki.Signatures;

/** The router whole, in front of services that are real HTTP servers and little else. */
@QuarkusTest
@WithTestResource(FakeServices.class)
class RouterTest {

    private static final String API = "/w/api.php";

    /** Descriptors are fetched at start; the suite's own readiness says when they are there. */
    @BeforeEach
    void ready() {
        for (int i = 0; i < 1000 && given().get("/q/health/ready").statusCode() != 200; i++) {
            Thread.onSpinWait();
        }
        FakeServices.ASKED.clear();
    }

    private static ValidatableResponse get(String query) {
        return given().urlEncodingEnabled(false).get(API + "?" + query).then();
    }

    @Test
    void answersAQuery() {
        get("action=query&format=json&formatversion=2&titles=A").statusCode(200)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Vary", "Accept-Encoding, Treat-as-Untrusted, Cookie")
                .header("Cache-Control", "private, must-revalidate, max-age=0")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Content-Disposition", "inline; filename=api-result.json")
                .body("batchcomplete", is(true))
                .body("query.pages[0].title", equalTo("A"));
    }

    @Test
    void asksOnlyTheOwnerOfASubmodule() {
        get("action=query&format=json&meta=userinfo&uiprop=groups").body(equalTo("{\"batchcomplete\":\"\",\"query\":{\"userinfo\":{\"id\":0,\"anon\":\"\"}}}"));
        assertThat(FakeServices.ASKED).containsExactly("auth /internal/modules/query+userinfo");
    }

    @Test
    void asksAllOwnersSideBySide() {
        get("action=query&format=json&formatversion=2&meta=userinfo&titles=A")
                .body("query.userinfo.anon", is(true))
                .body("query.pages[0].pageid", is(7));
        assertThat(FakeServices.ASKED).containsExactlyInAnyOrder("query /internal/modules/query", "auth /internal/modules/query+userinfo");
    }

    @Test
    void takesReportsOfBrowsers() {
        report("application/csp-report", "{\"csp-report\":{\"blocked-uri\":\"http://x/\\nevent=forged\"}}").statusCode(200).body("cspreport", equalTo("success"));
        report("application/json", "{\"csp-report\":{}}").statusCode(200).body("cspreport", equalTo("success"));
        report("text/plain", "{\"csp-report\":{}}").statusCode(400).body("error.code", equalTo("cspreport-wrongformat"));
        report("application/json", "{").statusCode(400).body("error.code", equalTo("cspreport-json-error-syntax"));
        report("application/json", "").statusCode(400).body("error.code", equalTo("cspreport-json-error-syntax"));
        report("application/json", "[1]").statusCode(400).body("error.code", equalTo("cspreport-missingkey"));
        report("application/csp-report", "{\"csp-report\":\"" + "x".repeat(8192) + "\"}").statusCode(400).body("error.code", equalTo("cspreport-toobig"));
        get("action=cspreport&format=json").body("error.code", equalTo("mustbeposted"));
    }

    private static ValidatableResponse report(String type, String body) {
        return given().config(config().encoderConfig(encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType(type).body(body.getBytes(UTF_8)).post(API + "?action=cspreport&format=json").then();
    }

    @Test
    void waitsForTheIndexAfterAWrite() {
        given().formParam("action", "edit").formParam("title", "X").formParam("token", "good").formParam("format", "json").post(API).then()
                .statusCode(200)
                .header("Set-Cookie", containsString("UseDC=master; expires="))
                .body("edit.result", equalTo("Success"));
        assertThat(FakeServices.ASKED).containsExactly("page /internal/modules/edit", "query /internal/positions/await");
    }

    @Test
    void passesRefusalsOn() {
        given().formParam("action", "edit").formParam("token", "bad").formParam("format", "json").formParam("errorformat", "raw").formParam("formatversion", "2").post(API).then()
                .statusCode(200)
                .header("MediaWiki-API-Error", "badtoken")
                .body("errors[0].code", equalTo("badtoken"))
                .body("errors[0].module", equalTo("edit"));
    }

    @Test
    void saysWhenAServiceIsAway() {
        get("action=upload&format=json&formatversion=2").statusCode(503)
                .header("Retry-After", "5")
                .header("MediaWiki-API-Error", "service-unavailable")
                .body("error.code", equalTo("service-unavailable"));
    }

    @Test
    void refusesUnknownActionsAndMethods() {
        get("action=nosuch&format=json").header("MediaWiki-API-Error", "badvalue").body("error.code", equalTo("badvalue"));
        given().put(API + "?action=query&format=json").then().statusCode(405).body("error.code", equalTo("invalidmethod"));
    }

    @Test
    void warnsOfParametersThatNobodyRead() {
        get("action=query&format=json&formatversion=2&errorformat=raw&foo=1&titles[]=A")
                .body("warnings.code", equalTo(List.of("unsupportedarray", "unrecognizedparams")));
    }

    @Test
    void checksAssertionsAndLag() {
        get("action=query&format=json&assert=user").body("error.code", equalTo("assertuserfailed"));
        given().cookie("testwiki_session", "abc").get(API + "?action=query&format=json&assertuser=ann&requestid=r").then()
                .body(equalTo("{\"batchcomplete\":\"\",\"requestid\":\"r\"}"));
        get("action=query&format=json&formatversion=2&maxlag=-2").statusCode(200)
                .header("Retry-After", "5").header("X-Database-Lag", "-1")
                .body("error.lag", is(-1)).body("error.type", equalTo("db"));
    }

    @Test
    void letsSharedCachesKeepWhatIsForEverybody() {
        get("action=query&format=json&smaxage=60&maxage=30").header("Cache-Control", "s-maxage=60, max-age=30, public");
        get("action=query&format=json&smaxage=60&maxage=30&meta=userinfo").header("Cache-Control", "private, must-revalidate, max-age=30").header("Vary", "Accept-Encoding");
    }

    @Test
    void suppressesTheLoginForStrangers() {
        given().cookie("testwiki_session", "abc").get(API + "?action=query&format=json&assert=user&origin=*").then()
                .header("MediaWiki-Login-Suppressed", "true")
                .header("Access-Control-Allow-Origin", "*")
                .body("error.code", equalTo("assertuserfailed"));
        given().header("Origin", "https://a.example").get(API + "?action=query&format=json&origin=https://b.example").then().statusCode(403);
    }

    @Test
    void survivesMalformedRequests() {
        String many = IntStream.range(0, 10_000).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
        given().contentType("application/x-www-form-urlencoded").body("action=query&format=json&formatversion=2&errorformat=none&" + many).post(API).then()
                .statusCode(200).body("warnings.code", equalTo(List.of("toomanyparams", "unrecognizedparams")));
        given().config(config().encoderConfig(encoderConfig().encodeContentTypeAs("multipart/form-data", ContentType.TEXT)))
                .contentType("multipart/form-data; boundary=x").body("--x\r\nContent-Disposition: form-data; name=\"titles\"\r\n\r\nA\r\n--x\r\nContent-Dis").post(API + "?action=query&format=json").then()
                .statusCode(200);
        given().config(config().encoderConfig(encoderConfig().encodeContentTypeAs("multipart/form-data", ContentType.TEXT)))
                .contentType("multipart/form-data; boundary=x").body("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nabc").post(API + "?action=query&format=json").then()
                .statusCode(200);
        given().contentType("application/x-www-form-urlencoded").body("titles=" + "x".repeat(21 * 1024 * 1024)).post(API + "?action=query&format=json").then()
                .statusCode(413).header("MediaWiki-API-Error", "requesttoolarge");
        get("action=query&format=json&formatversion=2&titles=A%00B%FF").statusCode(200).body("query.pages[0].title", equalTo("A\uFFFDBÿ"));
        given().contentType(ContentType.JSON).body("{\"titles\":\"A\"}").post(API + "?action=query&format=json").then().body(equalTo("{\"batchcomplete\":\"\"}"));
    }

    @Test
    void handsFilesOn() {
        given().multiPart("action", "store").multiPart("format", "json").multiPart("file", "a.txt", "small".getBytes(UTF_8)).post(API).then()
                .statusCode(200).body("store.file", equalTo("a.txt small"));
    }

    @Test
    void knowsNothingBelowApiPhp() {
        given().redirects().follow(false).get(API + "/x?action=query").then().statusCode(301).header("Location", "http://wiki.example/w/api.php?action=query");
        given().get("/internal/modules").then().statusCode(404);
    }

    @Test
    void showsHelpAndAnswersToPeople() {
        given().get(API).then().statusCode(200).header("Content-Type", containsString("text/html")).body(containsString("id=\"main\"")).body(containsString("edit"));
        get("action=help&modules=edit").body(containsString("Changes pages &amp; <kbd>more</kbd>.")).body(containsString("Change X"));
        get("action=query&titles=%3Cb%3E").header("Content-Disposition", "inline; filename=api-result.html").body(containsString("<pre class=\"api-pretty-content\">")).body(not(containsString("<b>")));
        get("action=help&modules=nosuch&format=json").body("error.code", equalTo("badmodule"));
    }

    @Test
    void packsLongAnswersForThoseWhoAccept() {
        given().header("Accept-Encoding", "gzip").get(API).then().header("Content-Encoding", "gzip").body(containsString("api.php"));
    }

    @Test
    void showsPages() {
        given().get("/wiki/Main_Page").then().statusCode(200).body(containsString("<p>Hello</p>")).body(containsString("/wiki/Category:Good_pages"));
        given().get("/wiki/No_such").then().statusCode(404).body(containsString("There is no page of this name"));
        given().get("/w/index.php?title=A&action=raw").then().statusCode(200).header("Content-Type", "text/x-wiki; charset=UTF-8").body(equalTo("'''text''' of A"));
        given().formParam("title", "A").formParam("action", "raw").post("/w/index.php").then().statusCode(200).body(equalTo("'''text''' of A"));
        given().get("/w/index.php?title=A&action=edit").then().statusCode(200).body(containsString("'''text''' of A"));
        given().redirects().follow(false).get("/").then().statusCode(302).header("Location", "http://wiki.example/wiki/Main_Page");
    }

    @Test
    void runsJobsForThoseWhoKnowTheKey() {
        Map<String, String> params = new LinkedHashMap<>(Map.of("title", "Special:RunJobs", "tasks", "jobs", "sigexpiry", Long.toString(Instant.now().getEpochSecond() + 60)));
        given().formParams(params).formParam("signature", "wrong").post("/w/index.php").then().statusCode(400);
        given().formParams(params).formParam("signature", Signatures.of(params, "secret")).post("/w/index.php").then().statusCode(202);
        params.put("async", "");
        params.put("stats", "1");
        given().formParams(params).formParam("signature", Signatures.of(params, "secret")).post("/w/index.php").then()
                .statusCode(200).body("reached", equalTo("none-ready"));
        assertThat(FakeServices.ASKED).containsExactly("query /internal/jobs/drain", "query /internal/jobs/drain");
    }

    @Test
    void streamsFilesThrough() {
        given().header("Range", "bytes=0-3").get("/w/images/a/ab/X.svg").then()
                .statusCode(206)
                .header("Content-Range", "bytes 0-3/9")
                .header("Content-Security-Policy", containsString("sandbox"))
                .header("X-Content-Type-Options", "nosniff")
                .body(equalTo("part"));
        given().get("/v2/stream/nosuch").then().statusCode(404).body("streams[0]", equalTo("mediawiki.recentchange"));
    }

    /** For the router's own modules, paraminfo says what the reference says; where the reference's facts are at hand. */
    @Test
    void describesItsOwnModulesAsTheReferenceDoes() throws IOException {
        Path facts = Path.of(System.getProperty("scriptorium.root", ".."), "..", "shared", "reference", "paraminfo.json");
        ObjectMapper json = new ObjectMapper();
        JsonNode ours = json.readTree(get("action=paraminfo&modules=main|help|paraminfo|json|jsonfm|none|php|phpfm|rawfm|xml|xmlfm&format=json&formatversion=2".replace("|", "%7C"))
                .extract().asByteArray()).path("paraminfo").path("modules");
        assertThat(ours).hasSize(11);
        if (!Files.exists(facts)) {
            return;
        }
        Map<String, JsonNode> reference = new LinkedHashMap<>();
        json.readTree(facts.toFile()).path("modules").forEach(module -> reference.put(module.path("path").asText(), module));
        for (JsonNode module : ours) {
            JsonNode known = reference.get(module.path("path").asText());
            int at = 0;
            for (JsonNode parameter : module.path("parameters")) {
                JsonNode expected = known.path("parameters").get(at++);
                assertThat(parameter.path("name")).isEqualTo(expected.path("name"));
                for (String fact : List.of("default", "min", "max", "subtypes")) {
                    assertThat(parameter.path(fact)).as("%s of %s", fact, parameter).isEqualTo(expected.path(fact));
                }
                for (String flag : List.of("multi", "required", "deprecated")) {
                    assertThat(parameter.path(flag).asBoolean()).as("%s of %s", flag, parameter).isEqualTo(expected.path(flag).asBoolean());
                }
                if (!expected.has("submodules") && !parameter.path("name").asText().equals("querymodules")) {
                    assertThat(parameter.path("type")).as("type of %s", parameter).isEqualTo(expected.path("type"));
                }
            }
            assertThat(at).as("number of parameters of %s", module.path("path")).isEqualTo(known.path("parameters").size());
        }
    }
}
