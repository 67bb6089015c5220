package scriptorium.wikitext.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.Wikitext;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.corpus.KnownPages;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** What a page may use, and what stands where it would use more. */
class LimitsTest {

    private static final String BIG = "y".repeat(100_000);

    private final Map<Title, PageText> templates = new HashMap<>();
    private final WikitextEngine engine = Wikitext.engine(new WikiSite("Notes", "http://127.0.0.1:8080", "/wiki/$1", "/w", "/images", "en",
            "Main Page", DefaultNamespaces.of("Notes"), Map.of(), Map.of()));

    private void template(String name, String text) {
        templates.put(Title.of(Namespace.TEMPLATE, name), new PageText(templates.size() + 1, templates.size() + 1, text, "wikitext"));
    }

    private ParseResult parse(String text) {
        return engine.parse(ParseRequest.of(Title.of(0, "Notes"), text), new KnownPages(templates));
    }

    private static List<Object> used(ParseResult result, String name) {
        return result.limitReport().get("limitreport-" + name);
    }

    @Test
    void whatAMarkerStandsForIsPutBackSoOftenAndNoMore() {
        // Given
        template("Hundred", "{{{1}}}".repeat(100));

        // When
        ParseResult result = parse("{{Hundred|<nowiki>" + BIG + "</nowiki>}}");

        // Then
        assertThat(result.html()).hasSizeBetween(5_000_000, 5_010_000);
        assertThat(result.categories()).containsKey("Pages where the unstrip size limit is exceeded");
        assertThat(used(result, "unstrip-size")).containsExactly(10_000_000L, 5_000_000L);
    }

    @Test
    void tagsStandInsideOfEachOtherTwentyDeep() {
        // Given
        String text = "x";
        for (int i = 0; i < 25; i++) {
            text = "{{#tag:pre|" + text + "}}";
        }

        // When
        ParseResult result = parse(text);

        // Then
        assertThat(result.html()).contains("<pre>".repeat(20) + "<span class=\"error\">");
        assertThat(result.categories()).containsKey("Pages where the unstrip depth limit is exceeded");
    }

    @Test
    void templatesThatGiveTooMuchAreNamedAndSmallerOnesFollow() {
        // Given
        template("Big", BIG);
        template("Small", "little");

        // When
        ParseResult result = parse("{{Big}}".repeat(25) + "{{Small}}");

        // Then
        assertThat(result.html()).hasSizeBetween(2_000_000, 2_010_000).contains(">Template:Big</a>").contains("little");
        assertThat(result.categories()).containsOnlyKeys("Pages where template include size is exceeded");
        assertThat(used(result, "postexpandincludesize")).containsExactly(2_000_006L, 2_097_152L);
    }

    @Test
    void functionsCountToo() {
        // Given
        template("Big", BIG);

        // When
        ParseResult result = parse("{{#if:x|{{#if:x|{{#if:x|" + "{{Big}}".repeat(10) + "}}}}}}");

        // Then
        assertThat(result.html()).hasSizeLessThan(1000).contains("#if:x");
    }

    @Test
    void argumentsThatHaveTooMuchAreMarked() {
        // Given
        template("Big", BIG);
        template("Six", "{{#ifeq:{{{1}}}|a|b|c}}".repeat(6));

        // When
        ParseResult result = parse("{{Six|" + "{{Big}}".repeat(4) + "}}");

        // Then
        assertThat(result.html()).contains("<p>cccccc\n</p>");
        assertThat(result.categories()).containsOnlyKeys("Pages containing omitted template arguments");
        assertThat(used(result, "templateargumentsize")).containsExactly(2_000_000L, 2_097_152L);
    }

    @Test
    void loopsAndDepthsAreGathered() {
        // Given
        template("Loop", "a{{Loop}}b");
        template("Arg", "{{{1}}}");
        String deep = "x";
        for (int i = 0; i < 120; i++) {
            deep = "{{Arg|" + deep + "}}";
        }

        // When
        ParseResult loop = parse("{{Loop}}");
        ParseResult depth = parse(deep);

        // Then
        assertThat(loop.categories()).containsOnlyKeys("Pages with template loops");
        assertThat(loop.html()).contains("a<span class=\"error\">Template loop detected: ");
        assertThat(depth.categories()).containsOnlyKeys("Pages where expansion depth is exceeded");
        assertThat(depth.html()).contains("<span class=\"error\">").doesNotContain("x\n");
    }

    @Test
    void expensiveFunctionsAreCounted() {
        // When
        ParseResult result = parse("{{PAGESINCATEGORY:A}}".repeat(101));

        // Then
        assertThat(result.categories()).containsOnlyKeys("Pages with too many expensive parser function calls");
        assertThat(used(result, "expensivefunctioncount")).containsExactly(101L, 100L);
    }

    @Test
    void aPageThatTellsTheTimeIsKeptForLess() {
        assertThat(parse("{{CURRENTTIME}}").limitReport()).containsEntry("cachereport-ttl", List.of(3600L)).containsEntry("cachereport-transientcontent", List.of(true));
        assertThat(parse("x").limitReport()).containsEntry("cachereport-ttl", List.of(86_400L)).containsEntry("cachereport-transientcontent", List.of(false));
        assertThat(parse("{{CURRENTTIME}}").properties()).isEmpty();
    }
}
