package scriptorium.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scriptorium.client.WikiClient;
import scriptorium.load.Article;
import scriptorium.load.EventListener;
import scriptorium.load.Loader;

/** The wiki as its users meet it: by the public URLs alone. */
@ExtendWith(SuiteUnderTest.class)
class WikiTest {

    private static WikiClient admin;

    @BeforeAll
    static void logIn() throws Exception {
        admin = new WikiClient(SuiteUnderTest.api());
        admin.login("Admin", SuiteUnderTest.PASSWORD);
    }

    private static List<Article> articles() throws IOException {
        List<Article> articles = new ArrayList<>();
        Path folder = Path.of("src/test/resources/articles");
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString().replace(".wikitext", "");
                articles.add(new Article(java.net.URLDecoder.decode(name.substring(name.indexOf("__") + 2), java.nio.charset.StandardCharsets.UTF_8), Files.readString(file)));
            }
        }
        return articles;
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(SuiteUnderTest.server() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void articlesAreLoadedAndFoundInEveryWay() throws Exception {
        try (EventListener events = new EventListener(SuiteUnderTest.server())) {
            // Another test may have saved the same texts: an edit that changes nothing is no event.
            List<Article> fresh = articles().stream().map(a -> new Article(a.title(), a.text() + "\n<!-- " + System.nanoTime() + " -->")).toList();
            Loader loader = new Loader(admin, true);
            loader.awaitConnection(events);
            loader.load(fresh);
            assertThat(loader.check(fresh, events)).isEmpty();
        }
    }

    @Test
    void aPageRendersWithItsTemplateTableAndReferences() throws Exception {
        for (Article article : articles()) {
            admin.edit(article.title(), article.text(), "again");
        }
        String html = admin.get("action", "parse", "page", "Kitchen garden", "prop", "text").at("/parse/text").asText();
        assertThat(html).contains("<i>thyme</i> likes sun").contains("<table class=\"wikitable\">").contains("<li>sow").contains("class=\"references\"")
                .contains("<b>kitchen garden</b>").doesNotContain("{{").doesNotContain("'''");
        JsonNode redirect = admin.get("action", "query", "titles", "Herb garden", "redirects", "1").path("query");
        assertThat(redirect.at("/redirects/0/to").asText()).isEqualTo("Kitchen garden");
        assertThat(admin.get("action", "query", "list", "categorymembers", "cmtitle", "Category:Gardens").at("/query/categorymembers/0/title").asText()).isEqualTo("Kitchen garden");
        assertThat(get("/wiki/Kitchen_garden").body()).contains("kitchen garden</b>");
        assertThat(get("/w/index.php?title=Kitchen_garden&action=raw").body()).startsWith("A '''kitchen garden'''");
    }

    @Test
    void whoeverReadsAfterAWriteSeesIt() throws Exception {
        WikiClient reader = new WikiClient(SuiteUnderTest.api());
        for (int i = 0; i < 20; i++) {
            admin.edit("Counter", "Number " + i, "count");
            assertThat(reader.text("Counter")).isEqualTo("Number " + i);
        }
    }

    @Test
    void twoEditorsNeverOverwriteEachOther() throws Exception {
        admin.edit("Shared page", "first\n\nmiddle\n\nlast", "start");
        long base = admin.get("action", "query", "titles", "Shared page", "prop", "info").at("/query/pages/0/lastrevid").asLong();
        admin.post("action", "edit", "title", "Shared page", "text", "FIRST\n\nmiddle\n\nlast", "baserevid", "" + base, "token", admin.token());
        admin.post("action", "edit", "title", "Shared page", "text", "first\n\nmiddle\n\nLAST", "baserevid", "" + base, "token", admin.token());
        assertThat(admin.text("Shared page")).isEqualTo("FIRST\n\nmiddle\n\nLAST");
        assertThatThrownBy(() -> admin.post("action", "edit", "title", "Shared page", "text", "1st\n\nmiddle\n\nlast", "baserevid", "" + base, "token", admin.token()))
                .isInstanceOfSatisfying(WikiClient.ApiError.class, error -> assertThat(error.code()).isEqualTo("editconflict"));
    }

    @Test
    void appendsAtTheSameTimeAreAllKept() throws Exception {
        admin.edit("Guest book", "Begin", "start");
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String entry = "\nentry " + i + " end";
                all.add(threads.submit(() -> admin.post("action", "edit", "title", "Guest book", "appendtext", entry, "token", admin.token())));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        String text = admin.text("Guest book");
        for (int i = 0; i < 12; i++) {
            assertThat(text).contains("entry " + i + " end");
        }
    }

    @Test
    void aPageLivesMovesDiesAndComesBack() throws Exception {
        admin.edit("Old name", "Text of a page", "start");
        assertThat(admin.post("action", "move", "from", "Old name", "to", "New name", "reason", "better", "token", admin.token()).at("/move/redirectcreated").asBoolean()).isTrue();
        assertThat(admin.text("New name")).isEqualTo("Text of a page");
        assertThat(admin.text("Old name")).isEqualTo("#REDIRECT [[New name]]");
        admin.post("action", "delete", "title", "New name", "reason", "gone", "token", admin.token());
        assertThat(admin.get("action", "query", "titles", "New name").at("/query/pages/0/missing").asBoolean()).isTrue();
        admin.post("action", "undelete", "title", "New name", "token", admin.token());
        assertThat(admin.text("New name")).isEqualTo("Text of a page");
        admin.post("action", "protect", "title", "New name", "protections", "edit=sysop", "expiry", "infinite", "token", admin.token());
        WikiClient anonymous = new WikiClient(SuiteUnderTest.api());
        assertThatThrownBy(() -> anonymous.post("action", "edit", "title", "New name", "text", "x", "token", "+\\"))
                .isInstanceOfSatisfying(WikiClient.ApiError.class, error -> assertThat(error.code()).isEqualTo("protectedpage"));
        List<String> actions = new ArrayList<>();
        admin.get("action", "query", "list", "logevents", "letitle", "New name").at("/query/logevents").forEach(entry -> actions.add(entry.path("action").asText()));
        assertThat(actions).contains("delete", "restore", "protect");
    }

    @Test
    void aFileIsUploadedServedAndScaled() throws Exception {
        BufferedImage image = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
        image.setRGB(5, 5, 0x123456 + (int) (System.nanoTime() & 0xFFFF));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        assertThat(admin.upload("Plan of the garden.png", bytes.toByteArray(), "a plan").path("result").asText()).isEqualTo("Success");
        JsonNode info = admin.get("action", "query", "titles", "File:Plan of the garden.png", "prop", "imageinfo", "iiprop", "url|size|mime", "iiurlwidth", "100")
                .at("/query/pages/0/imageinfo/0");
        assertThat(info.path("width").asInt()).isEqualTo(320);
        for (String url : List.of(info.path("url").asText(), info.path("thumburl").asText())) {
            HttpResponse<byte[]> file = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(file.statusCode()).as(url).isEqualTo(200);
            assertThat(file.headers().firstValue("Content-Type")).contains("image/png");
        }
    }

    /** More pages than a chain of steps could be deep, in a wiki that calls its templates something else. */
    @Test
    void aWholeDumpComesInWithTemplatesAndModules() throws Exception {
        StringBuilder dump = new StringBuilder("""
                <mediawiki><siteinfo><namespaces><namespace key="10">Vorlage</namespace><namespace key="828">Module</namespace></namespaces></siteinfo>
                """);
        dump.append(dumped("Vorlage:Greeting", 10, "wikitext", "Hello, {{{1}}}{{#invoke:Greeting|mark}}"));
        dump.append(dumped("Module:Greeting", 828, "Scribunto", "return { mark = function () return mw.wikibase.getEntity() and '?' or '!' end }"));
        for (int i = 1; i <= 1200; i++) {
            dump.append(dumped("Imported " + i, 0, "wikitext", "{{Greeting|number " + i + "}}"));
        }
        JsonNode done = admin.postFile("xml", dump.append("</mediawiki>").toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "action", "import", "interwikiprefix", "de", "token", admin.token()).path("import");
        assertThat(done).hasSize(1202);
        assertThat(done.path(0).path("title").asText()).isEqualTo("Template:Greeting");
        assertThat(admin.get("action", "parse", "page", "Imported 1200", "prop", "text", "disablelimitreport", "1").at("/parse/text").asText())
                .contains("<p>Hello, number 1200!\n</p>");
    }

    private static String dumped(String title, int namespace, String model, String text) {
        return "<page><title>" + title + "</title><ns>" + namespace + "</ns><revision><timestamp>2020-02-03T04:05:06Z</timestamp><contributor><username>Far</username></contributor><model>"
                + model + "</model><text>" + text + "</text></revision></page>\n";
    }

    @Test
    void aNewAccountCanLogInAndEdit() throws Exception {
        WikiClient ada = new WikiClient(SuiteUnderTest.api());
        String token = ada.get("action", "query", "meta", "tokens", "type", "createaccount").at("/query/tokens/createaccounttoken").asText();
        JsonNode made = ada.post("action", "createaccount", "username", "Ada", "password", "long enough 1", "retype", "long enough 1", "createreturnurl",
                "http://example.org/", "createtoken", token).path("createaccount");
        assertThat(made.path("status").asText()).isEqualTo("PASS");
        ada.login("Ada", "long enough 1");
        assertThat(ada.edit("User:Ada", "Hello", "me").path("result").asText()).isEqualTo("Success");
        assertThat(ada.get("action", "query", "list", "allusers", "auprefix", "Ada").at("/query/allusers/0/name").asText()).isEqualTo("Ada");
        assertThatThrownBy(() -> ada.post("action", "delete", "title", "User:Ada", "token", ada.token()))
                .isInstanceOfSatisfying(WikiClient.ApiError.class, error -> assertThat(error.code()).isEqualTo("permissiondenied"));
    }

    @Test
    void largePagesWorkAndLargerOnesAreRefused() throws Exception {
        String large = "Some words of a long page. ".repeat(2 * 1024 * 1024 / 27);
        assertThat(admin.edit("Large", large, "large").path("result").asText()).isEqualTo("Success");
        assertThat(admin.text("Large")).hasSize(large.stripTrailing().length());
        assertThatThrownBy(() -> admin.edit("Larger", large + large.substring(0, 2000), "too large"))
                .isInstanceOfSatisfying(WikiClient.ApiError.class, error -> assertThat(error.code()).isEqualTo("contenttoobig"));
    }

    @Test
    void badInputGetsMediaWikisErrors() throws Exception {
        assertThat(get("/w/api.php?action=nosuch&format=json").body()).contains("\"code\":\"badvalue\"");
        assertThat(get("/w/api.php?action=query&list=allpages&aplimit=abc&format=json").body()).contains("\"code\":\"badinteger\"");
        assertThat(get("/w/api.php?action=query&titles=%FF%00%01&format=json&formatversion=2&errorformat=none").body()).contains("badutf8").doesNotContain("Exception");
        assertThat(get("/w/api.php?action=query&format=json&" + "x=1&".repeat(5)).statusCode()).isEqualTo(200);
        assertThat(get("/w/api.php").headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        HttpResponse<String> put = HttpClient.newHttpClient().send(HttpRequest.newBuilder(SuiteUnderTest.api()).PUT(HttpRequest.BodyPublishers.ofString("x")).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(put.statusCode()).isEqualTo(405);
    }

    @Test
    void killedServicesLoseNothing() throws Exception {
        List<Article> many = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            many.add(new Article("Survivor " + i, "Page " + i + " outlives its servers. [[Category:Survivors]]"));
        }
        try (EventListener events = new EventListener(SuiteUnderTest.server()); ExecutorService killer = Executors.newSingleThreadExecutor()) {
            Loader loader = new Loader(admin, true);
            loader.awaitConnection(events);
            Future<?> kills = killer.submit(() -> {
                for (String process : List.of("/page-service/target/", "/query-service/target/", "BrokerMain", "/auth-service/target/")) {
                    TimeUnit.MILLISECONDS.sleep(400);
                    SuiteUnderTest.kill(process);
                }
                return null;
            });
            loader.load(many);
            kills.get();
            assertThat(loader.check(many, events)).isEmpty();
        }
    }
}
