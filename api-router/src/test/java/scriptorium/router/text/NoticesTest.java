package scriptorium.router.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scriptorium.contract.call.Warning;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.result.Result;
import scriptorium.router.format.JsonFormat;
import scriptorium.router.format.XmlFormat;

/** The envelopes of errors and warnings, as the reference writes them. */
class NoticesTest {

    private static final Msg BAD = Msg.of("badinteger", "test-bad", Arg.plain("rvlimit"), Arg.plain("<x>"));
    private static final Msg MORE = Msg.of("second", "test-second").with("limit", 5);
    private static final Warning WARNING = new Warning("query", Msg.of("unrecognizedvalues", "test-values", Arg.comma(List.of("a", "b"))));

    private final Catalog catalog = Catalog.standalone(title -> "/wiki/" + title);

    NoticesTest() {
        catalog.publish("test", Map.of(
                "test-bad", "Bad <var>$1</var>: $2 & more",
                "test-second", "Second",
                "test-values", "Unknown: $1",
                "test-link", "See [[Help:Me|help]] or [https://x.example/ there], {{PLURAL:$1|one|many}} <script>",
                "test-named-link", "Look at [[:$1]].",
                "api-usage-docref", "ignored"));
    }

    private String json(ErrorFormat format, int version, Msg... errors) {
        Notices notices = new Notices(catalog, format, "en", "http://w/api.php");
        Result.Tree tree = new Result.Tree();
        notices.addErrors(tree, List.of(errors), "query+revisions");
        tree.put("warnings", notices.warnings(List.of(WARNING)));
        notices.addReference(tree);
        return new String(new JsonFormat(version, false).write(tree), StandardCharsets.UTF_8)
                .replaceAll("The API of this wiki is described at http://w/api.php\\.", "DOC");
    }

    @Test
    void writesTheWayOfOld() {
        assertThat(json(ErrorFormat.BC, 1, BAD, MORE))
                .isEqualTo("{\"error\":{\"code\":\"badinteger\",\"info\":\"Bad \\\"rvlimit\\\": <x> & more\",\"*\":\"DOC\"},\"warnings\":{\"query\":{\"*\":\"Unknown: a, b\"}}}");
        assertThat(json(ErrorFormat.BC, 2, MORE)).startsWith("{\"error\":{\"code\":\"second\",\"info\":\"Second\",\"limit\":5,\"docref\":\"DOC\"}");
    }

    @Test
    void listsAllErrorsInTheOtherFormats() {
        assertThat(json(ErrorFormat.PLAINTEXT, 2, BAD, MORE)).isEqualTo("{\"errors\":[{\"code\":\"badinteger\",\"text\":\"Bad \\\"rvlimit\\\": <x> & more\",\"module\":\"query+revisions\"},"
                + "{\"code\":\"second\",\"text\":\"Second\",\"data\":{\"limit\":5},\"module\":\"query+revisions\"}],"
                + "\"warnings\":[{\"code\":\"unrecognizedvalues\",\"text\":\"Unknown: a, b\",\"module\":\"query\"}],\"docref\":\"DOC\"}");
        assertThat(json(ErrorFormat.PLAINTEXT, 1, MORE)).startsWith("{\"errors\":[{\"code\":\"second\",\"data\":{\"limit\":5},\"module\":\"query+revisions\",\"*\":\"Second\"}]");
        assertThat(json(ErrorFormat.NONE, 2, MORE)).startsWith("{\"errors\":[{\"code\":\"second\",\"data\":{\"limit\":5},\"module\":\"query+revisions\"}]");
    }

    @Test
    void showsKeysAndArgumentsRaw() {
        assertThat(json(ErrorFormat.RAW, 2, BAD)).startsWith("{\"errors\":[{\"code\":\"badinteger\",\"key\":\"test-bad\",\"params\":[{\"plaintext\":\"rvlimit\"},{\"plaintext\":\"<x>\"}],"
                + "\"module\":\"query+revisions\"}]").contains("\"params\":[{\"list\":[{\"plaintext\":\"a\"},{\"plaintext\":\"b\"}],\"type\":\"comma\"}]");
    }

    @Test
    void escapesArgumentsInHtml() {
        assertThat(json(ErrorFormat.HTML, 2, BAD)).contains("\"html\":\"Bad <var>rvlimit</var>: &lt;x&gt; &amp; more\"");
    }

    @Test
    void neverLetsATextBecomeMarkup() {
        // When
        String html = catalog.text("test-link", List.of(Arg.num(2)), Markup.HTML);
        String plain = catalog.text("test-link", List.of(Arg.num(1)), Markup.PLAIN);
        // Then
        assertThat(html).isEqualTo("See <a href=\"/wiki/Help:Me\">help</a> or <a rel=\"nofollow\" class=\"external text\" href=\"https://x.example/\">there</a>, many &lt;script&gt;");
        assertThat(plain).isEqualTo("See help or there (https://x.example/), one <script>");
    }

    @Test
    void linksToWhatAnArgumentNames() {
        // Given
        List<Arg> args = List.of(Arg.raw("File:A&B.png"));
        // When
        String html = catalog.text("test-named-link", args, Markup.HTML);
        String wikitext = catalog.text("test-named-link", args, Markup.WIKITEXT);
        // Then
        assertThat(html).isEqualTo("Look at <a href=\"/wiki/File:A&amp;B.png\">File:A&amp;B.png</a>.");
        assertThat(wikitext).isEqualTo("Look at [[:File:A&B.png|File:A&B.png]].");
    }

    @Test
    void addsARemarkToDeprecationsOnce() {
        // Given
        Notices notices = new Notices(catalog, ErrorFormat.NONE, "en", "");
        Warning deprecated = new Warning("edit", Msg.of("deprecation", "test-second").with("feature", "f"));
        // When
        Result.Items list = (Result.Items) notices.warnings(List.of(deprecated, deprecated));
        // Then
        assertThat(list.values()).extracting(warning -> ((Result.Tree) warning).get("code")).containsExactly("deprecation", "deprecation-help");
    }

    @Test
    void putsMessagesInsideResultsIntoWords() {
        // Given
        Result.Tree tree = new Result.Tree().put("reason", new Result.Text(MORE)).put("asked", new Result.Text(MORE, "raw")).put("silent", new Result.Text(MORE, "none"));
        // When
        Result.Tree resolved = new Notices(catalog, ErrorFormat.BC, "en", "").resolve(tree);
        // Then
        assertThat(new String(new JsonFormat(2, false).write(resolved), StandardCharsets.UTF_8))
                .isEqualTo("{\"reason\":\"Second\",\"asked\":{\"key\":\"test-second\",\"params\":[]}}");
    }

    @Test
    void showsKeysToThoseWhoLookForThem() {
        // Given
        Result.Tree tree = new Result.Tree();
        // When
        new Notices(catalog, ErrorFormat.HTML, "qqx", "http://w/api.php").addErrors(tree, List.of(BAD), "main");
        // Then
        assertThat(new String(new JsonFormat(2, false).write(tree), StandardCharsets.UTF_8)).contains("\"html\":\"(test-bad: rvlimit, &lt;x&gt;)\"");
    }

    @Test
    void writesTheEnvelopeInXml() {
        // Given
        Notices notices = new Notices(catalog, ErrorFormat.BC, "en", "http://w/api.php");
        Result.Tree tree = new Result.Tree();
        notices.addErrors(tree, List.of(MORE), "main");
        // When
        String xml = new String(new XmlFormat(false).write(tree), StandardCharsets.UTF_8);
        // Then
        assertThat(xml).isEqualTo("<?xml version=\"1.0\"?><api><error code=\"second\" info=\"Second\" limit=\"5\" xml:space=\"preserve\">"
                + "The API of this wiki is described at http://w/api.php.</error></api>");
    }
}
