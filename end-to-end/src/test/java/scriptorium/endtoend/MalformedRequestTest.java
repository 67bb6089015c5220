package scriptorium.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scriptorium.endtoend.RawHttp.Answer;

/** What no well-behaved client sends: each such request gets a plain answer at once, and nobody else notices. */
@ExtendWith(SuiteUnderTest.class)
class MalformedRequestTest {

    private static final String HOST = "Host: wiki.example\r\nConnection: close\r\n";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static Answer raw(String request) throws IOException {
        return RawHttp.ask(SuiteUnderTest.server(), RawHttp.bytes(request));
    }

    private static Answer get(String query) throws IOException {
        return raw("GET /w/api.php?" + query + " HTTP/1.1\r\n" + HOST + "\r\n");
    }

    private static String post(String type, String body) {
        return "POST /w/api.php HTTP/1.1\r\n" + HOST + "Content-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Whatever was sent before: the next one is served, and no answer tells how the server is made. */
    @AfterEach
    void theWikiStillAnswers() throws Exception {
        assertThat(get("action=query&format=json").body()).isEqualTo("{\"batchcomplete\":\"\"}");
    }

    private static void saysNothingOfItsInside(Answer answer) {
        assertThat(answer.body()).doesNotContain("Exception", "\tat ", "java.", "io.vertx", "quarkus");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "action=nosuch badvalue",
        "action=query&list=nosuch ''",
        "action=query&list=allpages&aplimit=99999999999999999999 badinteger",
        "action=query&pageids=99999999999999999999|-3|x badinteger",
        "action=query&revids=18446744073709551616 badinteger",
        "action=query&meta=tokens&assert=nosuch badvalue",
        "action=query&maxlag=x badinteger",
        "action=edit&title=A&text=b missingparam",
        "action=query&titles=A%00B ''",
        "action=query&titles=%FF%FE ''",
        "action=query&titles=%ZZ%4 ''",
        "action=query&titles[]=A ''",
        "action=query&titles=%F0%80%80%80|%ED%A0%80 ''",
        "action=query&titles=A|B%1FC ''",
        "&&&=&=x&action=query&&%00=1 ''",
        "action=query&callback=alert(1)// ''",
        "action=query&requestid=%3Cscript%3E%00 ''",
        "action=query&uselang=%3C%22%00 ''",
        "action=query&list=allpages&aplimit=-5 ''",
        "action=query&action=nosuch badvalue",
        "action=query&format=json&format=nosuch badvalue",
    })
    void oddParametersGetTheCodeThatClientsKnow(String query, String code) throws Exception {
        Answer answer = get("format=json&" + query);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.error()).isEqualTo(code);
        saysNothingOfItsInside(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE", "FOO"})
    void otherMethodsAreRefused(String method) throws Exception {
        Answer answer = raw(method + " /w/api.php?action=query&format=json HTTP/1.1\r\n" + HOST + "\r\n");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.error()).isEqualTo("invalidmethod");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GARBAGE\r\n\r\n",
        "POST /w/api.php HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\n",
        "POST /w/api.php HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\nContent-Length: 20\r\n\r\naction=que",
    })
    void whatIsNoHttpIsABadRequest(String request) throws Exception {
        assertThat(raw(request).status()).isEqualTo(400);
    }

    @Test
    void aBrokenChunkEndsTheConnection() throws Exception {
        try (RawHttp http = new RawHttp(SuiteUnderTest.server())) {
            http.send(RawHttp.bytes("POST /w/api.php HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\nContent-Type: " + FORM + "\r\n\r\nZZZ\r\nabc\r\n0\r\n\r\n"));
            assertThat(http.hungUp()).isTrue();
        }
    }

    @Test
    void anUnknownVersionOfHttpIsNotGuessedAt() throws Exception {
        assertThat(raw("GET /w/api.php?action=query&format=json HTTP/9.9\r\n" + HOST + "\r\n").status()).isEqualTo(505);
    }

    @Test
    void tooLongAddressesAndHeadersAreRefused() throws Exception {
        assertThat(get("format=json&titles=" + "A".repeat(100_000)).status()).isEqualTo(414);
        assertThat(raw("GET /w/api.php HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(100_000) + "\r\n\r\n").status()).isEqualTo(431);
        String many = IntStream.range(0, 10_000).mapToObj(i -> "X" + i + ": a\r\n").collect(Collectors.joining());
        assertThat(raw("GET /w/api.php?action=query&format=json HTTP/1.1\r\n" + HOST + many + "\r\n").status()).isEqualTo(431);
    }

    @Test
    void ofTenThousandParametersAThousandAreRead() throws Exception {
        String many = "action=query&format=json&" + IntStream.range(0, 10_000).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));
        Answer answer = raw(post(FORM, many));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\"batchcomplete\"", "p0, p1, p2", "more parameters").doesNotContain("p998,");
        String parts = "--b\r\nContent-Disposition: form-data; name=\"action\"\r\n\r\nquery\r\n--b\r\nContent-Disposition: form-data; name=\"format\"\r\n\r\njson\r\n"
                + IntStream.range(0, 5000).mapToObj(i -> "--b\r\nContent-Disposition: form-data; name=\"p" + i + "\"\r\n\r\nq\r\n").collect(Collectors.joining()) + "--b--\r\n";
        saysNothingOfItsInside(raw(post("multipart/form-data; boundary=b", parts)));
    }

    @Test
    void tenThousandTitlesAreTooManyValues() throws Exception {
        String titles = IntStream.range(0, 10_000).mapToObj(i -> "T" + i).collect(Collectors.joining("|"));
        assertThat(raw(post(FORM, "action=query&format=json&titles=" + titles)).error()).isEqualTo("toomanyvalues");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "multipart/form-data~garbage",
        "multipart/form-data; boundary=~--x\r\n",
        "multipart/form-data; boundary=b~--b\r\nContent-Disposition: form-data; name=\"action\"\r\n\r\nquery",
        "multipart/form-data; boundary=b~--b\r\nContent-Disposition: form-data\r\n\r\nquery\r\n--b--\r\n",
        "multipart/form-data; boundary=b~--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"../../etc/x\"\r\nContent-Type: \u0000\r\n\r\nquery",
        "multipart/form-data; boundary=b~--b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: nonsense\r\n\r\nquery\r\n--b--\r\n",
        "multipart/form-data; boundary=b~--b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: text/plain; charset=nonsense\r\n\r\nquery\r\n--b--\r\n",
        "application/json~{\"action\":\"query\"}",
        "text/plain~action=query&format=json",
        "application/x-www-form-urlencoded; charset=nonsense~%%%&=&&a[=1&]b=2&a[]]=3",
        "~action=query",
    })
    void aBodyThatCannotBeReadIsNoBody(String typeAndBody) throws Exception {
        int cut = typeAndBody.indexOf('~');
        Answer answer = raw(post(typeAndBody.substring(0, cut), typeAndBody.substring(cut + 1)));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().get("content-type")).startsWith("text/html");
        saysNothingOfItsInside(answer);
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsSent() throws Exception {
        Answer announced = raw("POST /w/api.php?format=json HTTP/1.1\r\n" + HOST + "Content-Type: " + FORM + "\r\nContent-Length: 100000000\r\n\r\naction=query");
        assertThat(announced.status()).isEqualTo(413);
        assertThat(announced.error()).isEqualTo("requesttoolarge");
        try (RawHttp http = new RawHttp(SuiteUnderTest.server())) {
            http.send(RawHttp.bytes("POST /w/api.php?format=json HTTP/1.1\r\n" + HOST + "Content-Type: " + FORM + "\r\nTransfer-Encoding: chunked\r\n\r\n"));
            byte[] chunk = RawHttp.bytes("100000\r\n" + "x".repeat(1 << 20) + "\r\n");
            for (int i = 0; i < 21; i++) {
                http.send(chunk);
            }
            assertThat(http.read().status()).isEqualTo(413);
        }
    }

    @Test
    void slowSendersAndSilentOnesKeepNobodyWaiting() throws Exception {
        List<RawHttp> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                slow.add(new RawHttp(SuiteUnderTest.server()).send(RawHttp.bytes(switch (i % 3) {
                    case 0 -> "GET /w/api.p";
                    case 1 -> "POST /w/api.php HTTP/1.1\r\n" + HOST + "Content-Type: " + FORM + "\r\nContent-Length: 20000\r\n\r\naction=query&for";
                    default -> "";
                })));
            }
            theWikiStillAnswers();
            try (RawHttp byteByByte = new RawHttp(SuiteUnderTest.server())) {
                for (byte b : RawHttp.bytes(post(FORM, "action=query&format=json"))) {
                    byteByByte.send(new byte[] {b});
                }
                assertThat(byteByByte.read().body()).isEqualTo("{\"batchcomplete\":\"\"}");
            }
        } finally {
            for (RawHttp http : slow) {
                http.close();
            }
        }
    }

    @Test
    void whoSendsNoMoreThanHalfGetsNoAnswer() throws Exception {
        try (RawHttp http = new RawHttp(SuiteUnderTest.server())) {
            http.send(RawHttp.bytes("POST /w/api.php HTTP/1.1\r\n" + HOST + "Content-Type: " + FORM + "\r\nContent-Length: 200\r\n\r\naction=query")).sendNoMore();
            assertThat(http.hungUp()).isTrue();
        }
    }

    @Test
    void requestsOneAfterTheOtherWithoutWaitingAreAnsweredInOrder() throws Exception {
        try (RawHttp http = new RawHttp(SuiteUnderTest.server())) {
            String all = IntStream.range(0, 50).mapToObj(i -> "GET /w/api.php?action=query&" + (i % 2 == 0 ? "meta=siteinfo&siprop=general&" : "")
                    + "format=json&requestid=n" + i + " HTTP/1.1\r\nHost: a\r\n\r\n").collect(Collectors.joining());
            http.send(RawHttp.bytes(all));
            for (int i = 0; i < 50; i++) {
                assertThat(http.read().body()).contains("\"requestid\":\"n" + i + "\"");
            }
        }
    }

    @Test
    void clientsThatGoAwayLeaveNothingBehind() throws Exception {
        for (int i = 0; i < 200; i++) {
            try (RawHttp http = new RawHttp(SuiteUnderTest.server())) {
                http.send(RawHttp.bytes(i % 2 == 0
                        ? "GET /w/api.php?action=query&meta=siteinfo&siprop=magicwords|languages&format=json HTTP/1.1\r\n" + HOST + "\r\n"
                        : "POST /w/api.php HTTP/1.1\r\n" + HOST + "Content-Type: " + FORM + "\r\nContent-Length: 2000000\r\n\r\n" + "x".repeat(100_000)));
            }
        }
    }

    @Test
    void anAnswerThatIsTooLargeIsLeftOut() throws Exception {
        Answer answer = raw(post(FORM, "action=parse&contentmodel=wikitext&prop=text&format=json&formatversion=2&text=" + "x".repeat(14 << 20)));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"warnings\":{\"result\":").doesNotContain("xxxx", "main");
    }

    /** Together they are larger than the memory of the server that takes them. */
    @Test
    void largeBodiesAtOnceWaitForEachOther() throws Exception {
        String twelveMegabytes = "x".repeat(12 << 20);
        String multipart = "--b\r\nContent-Disposition: form-data; name=\"format\"\r\n\r\njson\r\n--b\r\nContent-Disposition: form-data; name=\"junk\"\r\n\r\n" + twelveMegabytes + "\r\n--b--\r\n";
        List<byte[]> bodies = List.of(
                RawHttp.bytes(post(FORM, "action=query&format=json&junk=" + twelveMegabytes)),
                RawHttp.bytes(post(FORM, "action=edit&format=json&title=A&token=x&text=" + twelveMegabytes)),
                RawHttp.bytes(post("multipart/form-data; boundary=b", multipart)));
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                byte[] body = bodies.get(i % bodies.size());
                answers.add(clients.submit((Callable<Answer>) () -> RawHttp.ask(SuiteUnderTest.server(), body)));
            }
            for (Future<Answer> answer : answers) {
                assertThat(answer.get().status()).isIn(200, 503);
            }
            assertThat(answers.stream().filter(answer -> answer.resultNow().status() == 200).count()).isGreaterThan(6);
        }
    }
}
