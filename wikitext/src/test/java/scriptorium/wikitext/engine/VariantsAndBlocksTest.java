package scriptorium.wikitext.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.api.LinkState;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.Wikitext;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Title;

/** Markup for variants of a language, and inline elements around blocks. */
class VariantsAndBlocksTest {

    private static final WikiSource TEST_IN_CYRILLIC = new WikiSource() {
        @Override public Map<Title, PageText> pages(Collection<Title> titles) {
            Map<Title, PageText> found = new HashMap<>();
            titles.stream().filter(title -> title.text().equals("Тест")).forEach(title -> found.put(title, new PageText(1, 1, "the text", "wikitext")));
            return found;
        }

        @Override public Map<Title, LinkState> links(Collection<Title> titles) {
            Map<Title, LinkState> found = new HashMap<>();
            pages(titles).keySet().forEach(title -> found.put(title, LinkState.EXISTS));
            return found;
        }

        @Override public Map<Title, FileInfo> files(Collection<Title> titles) {
            return Map.of();
        }
    };

    private static String html(String language, String text) {
        WikiSite site = new WikiSite("Wiki", "http://example.org", "/wiki/$1", "/w", "/images", language, "Main Page", List.copyOf(DefaultNamespaces.of("Wiki")), Map.of(), Map.of());
        ParseRequest request = ParseRequest.of(Title.of(0, "Page"), text);
        ParseRequest plain = new ParseRequest(request.page(), text, 0, 0, request.revisionTimestamp(), request.revisionUser(), "127.0.0.1", "en", request.now(), false, false, "",
                false, false, false);
        return Wikitext.engine(site).parse(plain, TEST_IN_CYRILLIC).html().strip();
    }

    @Test
    void aPageIsFoundUnderItsTitleInAnotherVariant() {
        assertThat(html("sr", "[[Test]]")).contains("title=\"Тест\"").doesNotContain("redlink");
        assertThat(html("sr", "{{test}}")).contains("the text");
        assertThat(html("en", "[[Test]]")).contains("redlink");
    }

    @Test
    void markupForVariantsShieldsBarsAndBraces() {
        assertThat(html("en", "{{lc:-{A|B}-}}")).contains("-{a|b}-");
        assertThat(html("en", "{{lc:A-{B}C}}")).contains("{{lc:A-{B}C}}");
        assertThat(html("en", "-{{lc:A}}-")).contains("-a-");
    }

    @Test
    void langconvertWritesInAnotherAlphabet() {
        assertThat(html("en", "<langconvert from=\"uz-cyrl\" to=\"uz-latn\">Тошкент шаҳри</langconvert>")).contains("Toshkent shahri");
        assertThat(html("en", "<langconvert from=\"sr-latn\" to=\"sr-cyrl\">zdravo</langconvert>")).contains("здраво");
        assertThat(html("en", "<langconvert from=\"sr-latn\" to=\"uz-latn\">zdravo</langconvert>")).contains("error");
    }

    @Test
    void formattingAroundABlockIsTakenApart() {
        assertThat(html("en", "<b>one<div>two</div>three</b>")).isEqualTo("<p><b>one</b></p><b><div>two</div></b><p><b>three</b></p>");
        assertThat(html("en", "<i><b>one<div>two</div>three</b></i>")).isEqualTo("<p><i><b>one</b></i></p><i><b><div>two</div></b></i><p><i><b>three</b></i></p>");
        assertThat(html("en", "<span>one<div>two</div>three</span>")).isEqualTo("<span>one<div>two</div>three</span>");
        assertThat(html("en", "<div><b>one<div>two</div>three</b></div>")).isEqualTo("<div><b>one<div>two</div>three</b></div>");
    }

    @Test
    void stylesHideNothingAndFetchNothing() {
        assertThat(html("en", "<div class=\"foo\"style=\"color:red\">red</div>")).isEqualTo("<div class=\"foo\" style=\"color:red\">red</div>");
        assertThat(html("en", "<div style=\"background-image: u\\&#10;rl(test.jpg);\"></div>")).contains("insecure input").doesNotContain("rl(");
    }
}
