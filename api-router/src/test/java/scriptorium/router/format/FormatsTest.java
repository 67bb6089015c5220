package scriptorium.router.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Test;
import scriptorium.contract.result.Result;

/** Every shape of a result in every format. */
class FormatsTest {

    private static Result.Tree tree() {
        return new Result.Tree();
    }

    private static Result.Keyed keyed(Result.Shape shape, String keyName) {
        return new Result.Keyed("page", shape, keyName).put("-1", tree().put("title", "A")).put("7", tree().put("title", "B"));
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("empty", tree(), "{}", "{}", "<api />", "a:0:{}"),
                Arguments.of("scalars", tree().put("s", "a\"/\\\n").put("n", 5).put("d", 0.25).put("e", 2.0),
                        "{\"s\":\"a\\\"/\\\\\\n\",\"n\":5,\"d\":0.25,\"e\":2.0}",
                        "{\"s\":\"a\\\"/\\\\\\n\",\"n\":5,\"d\":0.25,\"e\":2.0}",
                        "<api s=\"a&quot;/\\&#10;\" n=\"5\" d=\"0.25\" e=\"2\" />",
                        "a:4:{s:1:\"s\";s:5:\"a\"/\\\n\";s:1:\"n\";i:5;s:1:\"d\";d:0.25;s:1:\"e\";d:2;}"),
                Arguments.of("flags", tree().put("yes", true).put("no", false),
                        "{\"yes\":\"\"}", "{\"yes\":true,\"no\":false}", "<api yes=\"\" />", "a:1:{s:3:\"yes\";s:0:\"\";}"),
                Arguments.of("kept booleans", tree().put("yes", new Result.Bool(true)).put("no", new Result.Bool(false)),
                        "{\"yes\":true,\"no\":false}", "{\"yes\":true,\"no\":false}", "<api yes=\"\" />",
                        "a:2:{s:3:\"yes\";b:1;s:2:\"no\";b:0;}"),
                Arguments.of("pages by number", tree().put("pages", new Result.Keyed("page", Result.Shape.BC_ARRAY)
                                .put("-1", tree().put("title", "B")).put("12", tree().put("title", "A")).put("7", tree().put("title", "C"))),
                        "{\"pages\":{\"-1\":{\"title\":\"B\"},\"12\":{\"title\":\"A\"},\"7\":{\"title\":\"C\"}}}",
                        "{\"pages\":[{\"title\":\"B\"},{\"title\":\"C\"},{\"title\":\"A\"}]}",
                        "<api><pages><page _idx=\"-1\" title=\"B\" /><page _idx=\"12\" title=\"A\" /><page _idx=\"7\" title=\"C\" /></pages></api>",
                        "a:1:{s:5:\"pages\";a:3:{i:-1;a:1:{s:5:\"title\";s:1:\"B\";}i:12;a:1:{s:5:\"title\";s:1:\"A\";}i:7;a:1:{s:5:\"title\";s:1:\"C\";}}}"),
                Arguments.of("null", tree().putNull("x").put("y", 1), "{\"x\":null,\"y\":1}", "{\"x\":null,\"y\":1}", "<api y=\"1\" />", "a:2:{s:1:\"x\";N;s:1:\"y\";i:1;}"),
                Arguments.of("content", tree().put("ns", tree().content("name", "Talk").put("id", 1)),
                        "{\"ns\":{\"id\":1,\"*\":\"Talk\"}}", "{\"ns\":{\"name\":\"Talk\",\"id\":1}}",
                        "<api><ns id=\"1\" xml:space=\"preserve\">Talk</ns></api>", "a:1:{s:2:\"ns\";a:2:{s:2:\"id\";i:1;s:1:\"*\";s:4:\"Talk\";}}"),
                Arguments.of("empty content", tree().put("ns", tree().put("id", 0).content("name", "")),
                        "{\"ns\":{\"id\":0,\"*\":\"\"}}", "{\"ns\":{\"id\":0,\"name\":\"\"}}", "<api><ns id=\"0\" xml:space=\"preserve\" /></api>",
                        "a:1:{s:2:\"ns\";a:2:{s:2:\"id\";i:0;s:1:\"*\";s:0:\"\";}}"),
                Arguments.of("content beside elements", tree().put("e", tree().content("text", "t").put("data", tree().put("k", 1))),
                        "{\"e\":{\"data\":{\"k\":1},\"*\":\"t\"}}", "{\"e\":{\"text\":\"t\",\"data\":{\"k\":1}}}",
                        "<api><e><data k=\"1\" /><text xml:space=\"preserve\">t</text></e></api>",
                        "a:1:{s:1:\"e\";a:2:{s:4:\"data\";a:1:{s:1:\"k\";i:1;}s:1:\"*\";s:1:\"t\";}}"),
                Arguments.of("list", tree().put("groups", Result.items("g").add("*").add("user")),
                        "{\"groups\":[\"*\",\"user\"]}", "{\"groups\":[\"*\",\"user\"]}", "<api><groups><g>*</g><g>user</g></groups></api>",
                        "a:1:{s:6:\"groups\";a:2:{i:0;s:1:\"*\";i:1;s:4:\"user\";}}"),
                Arguments.of("list without names", tree().put("l", Result.items("").add(5)),
                        "{\"l\":[5]}", "{\"l\":[5]}", "<api><l><_v>5</_v></l></api>", "a:1:{s:1:\"l\";a:1:{i:0;i:5;}}"),
                Arguments.of("subelement", tree().putSubelement("help", "<b>"),
                        "{\"help\":\"<b>\"}", "{\"help\":\"<b>\"}", "<api><help xml:space=\"preserve\">&lt;b&gt;</help></api>", "a:1:{s:4:\"help\";s:3:\"<b>\";}"),
                Arguments.of("old subelement", tree().putBcSubelement("text", "<p>"),
                        "{\"text\":{\"*\":\"<p>\"}}", "{\"text\":\"<p>\"}", "<api><text xml:space=\"preserve\">&lt;p&gt;</text></api>",
                        "a:1:{s:4:\"text\";a:1:{s:1:\"*\";s:3:\"<p>\";}}"),
                Arguments.of("pages", tree().put("pages", keyed(Result.Shape.BC_ARRAY, "")),
                        "{\"pages\":{\"-1\":{\"title\":\"A\"},\"7\":{\"title\":\"B\"}}}", "{\"pages\":[{\"title\":\"A\"},{\"title\":\"B\"}]}",
                        "<api><pages><page _idx=\"-1\" title=\"A\" /><page _idx=\"7\" title=\"B\" /></pages></api>",
                        "a:1:{s:5:\"pages\";a:2:{i:-1;a:1:{s:5:\"title\";s:1:\"A\";}i:7;a:1:{s:5:\"title\";s:1:\"B\";}}}"),
                Arguments.of("map", tree().put("pages", keyed(Result.Shape.ASSOC, "")),
                        "{\"pages\":{\"-1\":{\"title\":\"A\"},\"7\":{\"title\":\"B\"}}}", "{\"pages\":{\"-1\":{\"title\":\"A\"},\"7\":{\"title\":\"B\"}}}",
                        "<api><pages><page _idx=\"-1\" title=\"A\" /><page _idx=\"7\" title=\"B\" /></pages></api>",
                        "a:1:{s:5:\"pages\";a:2:{i:-1;a:1:{s:5:\"title\";s:1:\"A\";}i:7;a:1:{s:5:\"title\";s:1:\"B\";}}}"),
                Arguments.of("list of old", tree().put("pages", keyed(Result.Shape.BC_ASSOC, "")),
                        "{\"pages\":[{\"title\":\"A\"},{\"title\":\"B\"}]}", "{\"pages\":{\"-1\":{\"title\":\"A\"},\"7\":{\"title\":\"B\"}}}",
                        "<api><pages><page _idx=\"-1\" title=\"A\" /><page _idx=\"7\" title=\"B\" /></pages></api>",
                        "a:1:{s:5:\"pages\";a:2:{i:0;a:1:{s:5:\"title\";s:1:\"A\";}i:1;a:1:{s:5:\"title\";s:1:\"B\";}}}"),
                Arguments.of("pairs", tree().put("p", new Result.Keyed("pr", Result.Shape.BC_KVP, "name").put("k", "v")),
                        "{\"p\":[{\"name\":\"k\",\"*\":\"v\"}]}", "{\"p\":{\"k\":\"v\"}}", "<api><p><pr name=\"k\" xml:space=\"preserve\">v</pr></p></api>",
                        "a:1:{s:1:\"p\";a:1:{i:0;a:2:{s:4:\"name\";s:1:\"k\";s:1:\"*\";s:1:\"v\";}}}"),
                Arguments.of("key and value", tree().put("p", new Result.Keyed("pr", Result.Shape.KVP, "name").put("k", "v")),
                        "{\"p\":{\"k\":\"v\"}}", "{\"p\":{\"k\":\"v\"}}", "<api><p><pr name=\"k\" xml:space=\"preserve\">v</pr></p></api>",
                        "a:1:{s:1:\"p\";a:1:{s:1:\"k\";s:1:\"v\";}}"),
                Arguments.of("list at the top", tree().put("0", "Lis").put("1", Result.items("").add("List")),
                        "[\"Lis\",[\"List\"]]", "[\"Lis\",[\"List\"]]", "<api _0=\"Lis\"><_1><_v>List</_v></_1></api>", "a:2:{i:0;s:3:\"Lis\";i:1;a:1:{i:0;s:4:\"List\";}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void writesEachShapeInEachFormat(String name, Result.Tree answer, String json1, String json2, String xml, String php) {
        assertThat(text(new JsonFormat(1, true), answer)).as("json 1").isEqualTo(json1);
        assertThat(text(new JsonFormat(2, false), answer)).as("json 2").isEqualTo(json2);
        assertThat(text(new XmlFormat(false), answer)).as("xml").isEqualTo("<?xml version=\"1.0\"?>" + xml);
        assertThat(text(new PhpFormat(1), answer)).as("php").isEqualTo(php);
    }

    private static String text(OutputFormat format, Result.Tree answer) {
        return new String(format.write(answer), StandardCharsets.UTF_8);
    }

    @Test
    void escapesLettersBeyondAsciiOnlyWhenAsked() {
        // Given
        Result.Tree answer = tree().put("t", "É\u2028🌲\u0001/");
        // When
        String escaped = text(new JsonFormat(1, true), answer);
        String plain = text(new JsonFormat(2, false), answer);
        // Then
        assertThat(escaped).isEqualTo("{\"t\":\"\\u00c9\\u2028\\ud83c\\udf32\\u0001/\"}");
        assertThat(plain).isEqualTo("{\"t\":\"É\\u2028🌲\\u0001/\"}");
    }

    @Test
    void handsTheAnswerToACallback() {
        // Given
        JsonFormat format = new JsonFormat(1, true, false, "foo.bar", true);
        // When
        String written = text(format, tree().put("a", 1));
        // Then
        assertThat(written).isEqualTo("/**/foo.bar({\"a\":1})");
        assertThat(format.mime()).isEqualTo("text/javascript");
    }

    @Test
    void indentsForPeople() {
        // Given
        Result.Tree answer = tree().put("a", Result.items("x").add(1).add(tree())).put("b", tree().put("c", true));
        // When
        String json = text(new JsonFormat(2, false, true, "", false), answer);
        String xml = text(new XmlFormat(false, true, ""), answer);
        // Then
        assertThat(json).isEqualTo("""
                {
                    "a": [
                        1,
                        {}
                    ],
                    "b": {
                        "c": true
                    }
                }""");
        assertThat(xml).isEqualTo("""
                <?xml version="1.0"?>
                <api>
                  <a>
                    <x>1</x>
                    <x />
                  </a>
                  <b c="" />
                </api>""");
    }

    @Test
    void namesTheXmlNamespace() {
        // When
        String xml = text(new XmlFormat(true), tree().put("batchcomplete", true));
        // Then
        assertThat(xml).isEqualTo("<?xml version=\"1.0\"?><api batchcomplete=\"\" xmlns=\"http://www.mediawiki.org/xml/api/\" />");
    }

    @Test
    void makesHalfASurrogatePairHarmless() {
        // Given
        Result.Tree answer = tree().put("t", "a\uD83Cb");
        // When
        String plain = text(new JsonFormat(2, false), answer);
        String escaped = text(new JsonFormat(1, true), answer);
        // Then
        assertThat(plain).isEqualTo("{\"t\":\"a\uFFFDb\"}");
        assertThat(escaped).isEqualTo("{\"t\":\"a\\ufffdb\"}");
    }

    @Test
    void showsInnerMarks() {
        // When
        String raw = text(new RawFormat(), tree().put("pages", keyed(Result.Shape.BC_ARRAY, "")));
        // Then
        assertThat(raw).contains("\"_type\": \"BCarray\"", "\"_element\": \"page\"").endsWith("\"_type\": \"assoc\"\n}");
    }
}
