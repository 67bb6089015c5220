package scriptorium.query.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTableTest {

    @Test
    void objectsAndListsAreTables() {
        // Given nested JSON with markup in it
        String json = "{\"a\":[1,{\"b\":null}],\"c\":\"<x>\"}";

        // When it is shown
        String html = JsonTable.of(json);

        // Then it is a table of tables, escaped
        assertThat(html).isEqualTo("<div class=\"noresize\"><table class=\"mw-json\"><tbody><tr><th><span>a</span></th><td><table class=\"mw-json\"><tbody><tr>"
                + "<td class=\"mw-json-value\">1</td></tr>\n<tr><td><table class=\"mw-json\"><tbody><tr><th><span>b</span></th><td class=\"mw-json-value\">null</td>"
                + "</tr></tbody></table></td></tr></tbody></table></td></tr><tr><th><span>c</span></th><td class=\"mw-json-value\">\"&lt;x&gt;\"</td></tr></tbody>"
                + "</table></div>");
    }

    @Test
    void whatIsNoJsonIsSaidToBeNone() {
        // Given a text that is no JSON
        // When it is shown
        String html = JsonTable.of("{bad <b>");

        // Then there is a remark instead, without the text
        assertThat(html).doesNotContain("<");
    }
}
