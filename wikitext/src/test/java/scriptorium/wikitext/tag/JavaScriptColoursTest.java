package scriptorium.wikitext.tag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaScriptColoursTest {

    @Test
    void tokensHaveTheClassesOfStyleSheets() {
        assertThat(JavaScriptColours.html("var a;")).isEqualTo("<span class=\"kd\">var</span><span class=\"w\"> </span><span class=\"nx\">a</span><span class=\"p\">;</span>");
        assertThat(JavaScriptColours.html("x = /a<b/g / 2")).contains("<span class=\"sr\">/a&lt;b/g</span>").contains("<span class=\"mf\">2</span>");
        assertThat(JavaScriptColours.html("`t${a}u`")).isEqualTo(
                "<span class=\"sb\">`t</span><span class=\"si\">${</span><span class=\"nx\">a</span><span class=\"si\">}</span><span class=\"sb\">u`</span>");
    }

    @Test
    void noTagReachesOverTheEndOfALine() {
        assertThat(JavaScriptColours.html("/* a\n b */")).isEqualTo("<span class=\"cm\">/* a</span>\n<span class=\"cm\"> b */</span>");
    }

    @Test
    void whateverIsWrittenIsShownAndNothingElse() {
        String code = "\"<script>alert(1)</script> ' ` ${ /* // @ \\ \u00E9 }";

        String plain = JavaScriptColours.html(code).replaceAll("</?span[^>]*>", "");

        assertThat(plain).isEqualTo(code.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;"));
    }
}
