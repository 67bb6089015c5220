package scriptorium.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scriptorium.client.WikiClient;
import scriptorium.endtoend.StreamClient.Event;

/** Streams for the world: what is told, to how many, and from where on. */
@ExtendWith(SuiteUnderTest.class)
class StreamsTest {

    private static final String CHANGES = "/v2/stream/mediawiki.recentchange";
    private static final Pattern EVENT_ID = Pattern.compile("\"id\": ?\"([0-9a-f-]{36})\"");

    private static WikiClient admin;

    @BeforeAll
    static void logIn() throws Exception {
        admin = new WikiClient(SuiteUnderTest.api());
        admin.login("Admin", SuiteUnderTest.PASSWORD);
    }

    private static void edit(String title, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            admin.edit(title, "Text " + System.nanoTime(), "change " + i);
        }
    }

    private static List<String> comments(List<Event> events) {
        return events.stream().map(event -> event.data().path("comment").asText()).toList();
    }

    @Test
    void severalStreamsComeOverOneConnection() throws Exception {
        try (StreamClient both = new StreamClient("/v2/stream/recentchange,mediawiki.page_change.v1"); StreamClient lines = new StreamClient(CHANGES, "Accept", "application/json")) {
            edit("Two streams", 2);
            List<Event> events = both.next(4);
            assertThat(events).extracting(event -> event.data().at("/meta/stream").asText())
                    .containsOnly("mediawiki.recentchange", "mediawiki.page_change.v1");
            assertThat(both.contentType()).startsWith("text/event-stream");
            assertThat(lines.contentType()).startsWith("application/json");
            assertThat(comments(lines.next(2))).containsExactly("change 0", "change 1");
        }
    }

    @Test
    void whoComesBackMissesNothing() throws Exception {
        Instant before = Instant.now().minusSeconds(1);
        String id;
        try (StreamClient first = new StreamClient(CHANGES)) {
            edit("Resumed", 5);
            id = first.next(5).get(1).id();
        }
        for (StreamClient again : List.of(
                new StreamClient(CHANGES, "Last-Event-ID", id), new StreamClient(CHANGES + "?lastEventId=" + URLEncoder.encode(id, StandardCharsets.UTF_8)))) {
            try (again) {
                assertThat(comments(again.next(3))).containsExactly("change 2", "change 3", "change 4");
                edit("Resumed", 1);
                assertThat(comments(again.next(1))).containsExactly("change 0");
            }
        }
        try (StreamClient since = new StreamClient(CHANGES + "?since=" + before)) {
            assertThat(since.next(7)).extracting(event -> event.data().path("title").asText()).contains("Resumed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/stream, 400",
        "/v2/stream/, 400",
        "'/v2/stream/,', 400",
        "/v2/stream/nosuch, 404",
        "'/v2/stream/recentchange,nosuch', 404",
        "/v2/stream/scriptorium.account_change.v1, 404",
        "/v2/stream/mediawiki.page_content_change.v1, 404",
        "/v2/stream/recentchange?since=sometime, 400",
        "/v2/stream/recentchange?lastEventId=nonsense, 400",
    })
    void whatIsNoStreamIsRefused(String path, int status) throws Exception {
        try (StreamClient client = new StreamClient(path)) {
            assertThat(client.status()).isEqualTo(status);
        }
    }

    @Test
    void aHundredAndFiftyListenersHearEverything() throws Exception {
        List<StreamClient> all = new ArrayList<>();
        try {
            for (int i = 0; i < 150; i++) {
                all.add(new StreamClient(CHANGES));
            }
            edit("Heard by many", 10);
            for (StreamClient one : all) {
                assertThat(comments(one.next(10))).containsExactly("change 0", "change 1", "change 2", "change 3", "change 4", "change 5", "change 6", "change 7", "change 8", "change 9");
            }
        } finally {
            for (StreamClient one : all) {
                one.close();
            }
        }
    }

    /** More happens while it does not read than the server keeps for it, and than fits into the connection. */
    @Test
    void aSlowListenerHearsEverythingToo() throws Exception {
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(4096);
            slow.connect(new java.net.InetSocketAddress(SuiteUnderTest.server().getHost(), SuiteUnderTest.server().getPort()));
            slow.setSoTimeout(20_000);
            slow.getOutputStream().write(RawHttp.bytes("GET " + CHANGES + " HTTP/1.1\r\nHost: a\r\n\r\n"));
            InputStream in = slow.getInputStream();
            StringBuilder text = new StringBuilder();
            readUntil(in, text, ":ok");
            Set<String> expected = new HashSet<>();
            try (StreamClient fast = new StreamClient(CHANGES)) {
                for (int i = 0; i < 250; i++) {
                    admin.edit("Slowly heard", "Text " + i + " " + System.nanoTime(), "change ".repeat(60));
                }
                fast.next(250).forEach(event -> expected.add(event.data().at("/meta/id").asText()));
            }
            Set<String> heard = new HashSet<>();
            while (heard.size() < expected.size()) {
                readUntil(in, text, "\n\n");
                Matcher ids = EVENT_ID.matcher(text);
                while (ids.find()) {
                    heard.add(ids.group(1));
                }
                text.delete(0, Math.max(0, text.length() - 200));
            }
            assertThat(heard).isEqualTo(expected);
        }
    }

    private static void readUntil(InputStream in, StringBuilder text, String mark) throws Exception {
        byte[] bytes = new byte[8192];
        int from = text.length();
        while (text.indexOf(mark, from) < 0) {
            int n = in.read(bytes);
            assertThat(n).as("the stream goes on").isPositive();
            text.append(new String(bytes, 0, n, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void everyKindOfChangeIsTold() throws Exception {
        String name = "Life " + Long.toString(System.nanoTime(), 36);
        try (StreamClient changes = new StreamClient(CHANGES); StreamClient pages = new StreamClient("/v2/stream/page_change.v1")) {
            admin.edit(name, "Born", "start");
            long second = admin.edit(name, "Grown", "more").path("newrevid").asLong();
            admin.edit(name, "Old", "end");
            admin.post("action", "move", "from", name, "to", name + " moved", "noredirect", "1", "token", admin.token());
            admin.post("action", "revisiondelete", "type", "revision", "ids", "" + second, "hide", "comment", "token", admin.token());
            admin.post("action", "protect", "title", name + " moved", "protections", "edit=sysop", "token", admin.token());
            admin.post("action", "delete", "title", name + " moved", "token", admin.token());
            admin.post("action", "undelete", "title", name + " moved", "token", admin.token());
            admin.post("action", "block", "user", "192.0.2.77", "expiry", "1 day", "token", admin.token());
            admin.post("action", "unblock", "user", "192.0.2.77", "token", admin.token());

            List<Event> told = changes.next(10);
            assertThat(told).extracting(event -> kind(event.data())).containsExactlyInAnyOrder("new", "edit", "edit", "log move/move", "log delete/revision",
                    "log protect/protect", "log delete/delete", "log delete/restore", "log block/block", "log block/unblock");
            for (Event event : told) {
                has(event.data(), "$schema", "meta", "id", "type", "namespace", "title", "title_url", "comment", "timestamp", "user", "bot", "server_url", "server_name",
                        "server_script_path", "wiki", "parsedcomment");
                has(event.data().path("meta"), "stream", "id", "dt", "domain", "uri");
            }
            List<Event> lives = pages.next(7);
            assertThat(lives).extracting(event -> event.data().path("page_change_kind").asText())
                    .contains("create", "edit", "edit", "move", "visibility_change", "delete", "undelete");
            for (Event event : lives) {
                has(event.data(), "$schema", "meta", "changelog_kind", "page_change_kind", "dt", "wiki_id", "page", "performer", "revision");
            }
        }
    }

    private static String kind(JsonNode event) {
        String type = event.path("type").asText();
        return type.equals("log") ? "log " + event.path("log_type").asText() + "/" + event.path("log_action").asText() : type;
    }

    private static void has(JsonNode node, String... fields) {
        for (String field : fields) {
            assertThat(node.has(field)).as(field + " in " + node).isTrue();
        }
    }
}
