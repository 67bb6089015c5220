package scriptorium.wikitext.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scriptorium.wikitext.api.InterwikiPrefix;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.Wikitext;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Title;

class EngineTest {

    private final WikitextEngine engine = Wikitext.engine(new WikiSite("Notes", "http://127.0.0.1:8080", "/wiki/$1", "/w", "/images", "en",
            "Main Page", DefaultNamespaces.of("Notes"), Map.of(), Map.of()));

    private ParseResult parse(String text) {
        return engine.parse(ParseRequest.of(Title.of(0, "Notes"), text), WikiSource.EMPTY);
    }

    /** The lines of the README. */
    @Test
    void isUsedFromPlainJava() {
        // Given
        WikiSite site = new WikiSite("Notes", "http://127.0.0.1:8080", "/wiki/$1", "/w", "/images", "en", "Main Page",
                DefaultNamespaces.of("Notes"), Map.of(), Map.of());
        WikitextEngine wikitext = Wikitext.engine(site);

        // When
        ParseResult result = wikitext.parse(ParseRequest.of(Title.of(0, "Sandbox"), "'''Hello''' [[world]]"), WikiSource.EMPTY);

        // Then
        assertThat(result.html()).contains("<b>Hello</b>");
        assertThat(result.links()).containsKey(Title.of(0, "World"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{", "{{{", "[[", "{{x|", "<div>", "<b>", "<!--", "''", "'''", "{|\n", "*", ":", "<ref>", "<pre>", "<nowiki>", "[http://x ", "==", "<",
        "&", "[[File:x|", "-{", "}}", "{{{x|{{x|", "</div>", "__TOC", "|\n", "; a : b\n", "{{#if:", "{{lc:", "<poem>", "<gallery>", "==a==\n", "<table><tr>"})
    void staysCalmWhateverIsRepeated(String piece) {
        // Given
        String text = piece.repeat(100_000);

        // When
        ParseResult result = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> parse(text));

        // Then
        assertThat(result.html()).isNotNull();
    }

    /** What stands half open before it makes the tree builder move what is repeated. */
    @ParameterizedTest
    @ValueSource(strings = {"<table>~<p>a</p>b ", "<i><b>~<div>x</div>y", "<b>~<p>", "<blockquote><b>~[[a]] ", "<div><table>~[[a]] ", "{|\n!~a</b>\n", "[[File:X.png|thumb|<b>~[[a]] ",
        "<b>\n\n~a\n\n", "~<b>x<div>", "~{|\n", "<b>~<nowiki><blockquote>x", "<li>~<hr>--><!--"})
    void staysCalmWhateverIsRepeatedBehindWhatIsHalfOpen(String parts) {
        // Given
        String text = parts.substring(0, parts.indexOf('~')) + parts.substring(parts.indexOf('~') + 1).repeat(60_000);

        // When
        ParseResult result = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> parse(text));

        // Then
        assertThat(result.html()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<b onclick=\"alert(1)\">x</b>", "[javascript:alert(1) x]",
        "[[File:X.png|link=javascript:alert(1)]]", "<div style=\"background:url(javascript:alert(1))\">x</div>", "<a href=\"javascript:alert(1)\">x</a>",
        "{{#tag:script|alert(1)}}", "<svg onload=alert(1)>", "{|\n| onmouseover=alert(1) | x\n|}", "<syntaxhighlight lang='\" onclick=alert(1) x=\"'>x</syntaxhighlight>",
        "<gallery mode='\" onclick=alert(1) \"'>\nFile:X.png\n</gallery>", "<pre onclick=alert(1)>x</pre>", "<iframe src=//x></iframe>", "<ref name='\"><script>'>x</ref>",
        "<nowiki><script>alert(1)</script></nowiki>", "<poem onclick=alert(1)><script>x</script></poem>", "{{DISPLAYTITLE:<script>x</script>}}"})
    void letsNothingRun(String text) {
        // When
        ParseResult result = parse(text);

        // Then
        org.jsoup.nodes.Document page = org.jsoup.Jsoup.parse(result.html() + result.displayTitle());
        assertThat(page.select("script, iframe, svg, object, embed")).isEmpty();
        page.getAllElements().forEach(element -> element.attributes().forEach(attribute -> {
            assertThat(attribute.getKey()).doesNotStartWith("on");
            assertThat(attribute.getValue().strip().toLowerCase()).doesNotStartWith("javascript:");
            assertThat(attribute.getKey().equals("style") && attribute.getValue().contains("url(")).isFalse();
        }));
    }

    @Test
    void writesLinksToOtherWikisAsTheyAre() {
        // Given
        WikitextEngine linked = Wikitext.engine(new WikiSite("Notes", "http://127.0.0.1:8080", "/wiki/$1", "/w", "/images", "en", "Main Page",
                DefaultNamespaces.of("Notes"), Map.of("books", new InterwikiPrefix("books", "https://books.example/$1", false, "")), Map.of()));

        // When
        String html = linked.parse(ParseRequest.of(Title.of(0, "Notes"), "[[books:A://b''c|one]] [[books:D''e]] ''f'' [[Special:No such page]] [[Special:Search]]"),
                WikiSource.EMPTY).html();

        // Then
        assertThat(html).contains("<a href=\"https://books.example/A://b%27%27c\" class=\"extiw\" title=\"books:A://b&#39;&#39;c\">one</a>",
                ">books:D''e</a> <i>f</i>", "<a href=\"/wiki/Special:No_such_page\" class=\"new\"", "<a href=\"/wiki/Special:Search\" title=\"Special:Search\">");
    }

    @Test
    void keepsAuthorsAttributesAwayFromLaterPasses() {
        // When
        String html = parse("<span title=\"https://a__b_c\">x</span>").html();

        // Then
        assertThat(html).contains("title=\"https&#58;//a&#95;&#95;b&#95;c\"");
    }
}
