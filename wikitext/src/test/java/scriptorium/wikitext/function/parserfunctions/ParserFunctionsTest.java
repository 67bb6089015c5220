package scriptorium.wikitext.function.parserfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.function.core.CoreFunctions;
import scriptorium.wikitext.function.core.Definition;
import scriptorium.wikitext.function.core.SmallExpander;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Title;

class ParserFunctionsTest {

    private static WikiSite site(boolean strings) {
        return new WikiSite("Wiki", "http://127.0.0.1:8080", "/wiki/$1", "/w", "/images", "en", "Main Page", DefaultNamespaces.of("Wiki"),
                Map.of(),
                Map.of("PFEnableStringFunctions", String.valueOf(strings)));
    }

    private static String expand(String text, boolean strings) {
        List<Definition> functions = new ArrayList<>(CoreFunctions.all());
        functions.addAll(ParserFunctions.all(site(strings)));
        return new SmallExpander(site(strings), Title.of(12, "Root/Mid/Leaf"), Instant.parse("2026-11-23T11:45:27Z"), functions)
                .expand(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "{{#if: x | y | n }}~y", "{{#if: | y | n }}~n", "{{#IF:a}}~''", "{{#if}}~{{#if}}", "{{#ifeq:01|1.0|y|n}}~y",
        "{{#ifeq:foo|Foo|y|n}}~n", "{{#ifeq:0x10|16|y|n}}~n",
        "{{#ifeq:a'b|a&#39;b|y|n}}~y", "{{#ifeq:12345678901234567890|12345678901234567891|y|n}}~n", "{{#iferror:{{#expr:1/0}}|e|ok}}~e",
        "{{#iferror:x|e}}~x",
        "{{#iferror:<span class=\"a error b\">x</span>|e|ok}}~e", "{{#iferror:<strong class=\"errors\">|e|ok}}~ok",
        "{{#ifexpr:1>0|y|n}}~y", "{{#ifexpr:|y|n}}~n",
        "{{#ifexpr:(-1)*0|y|n}}~n", "{{#ifexist:Main Page|y|n}}~y", "{{#ifexist:Nothing|y|n}}~n", "{{#ifexist:Special:Version|y|n}}~y",
        "{{#ifexist:<|y|n}}~n",
        "{{#expr:1+{{#expr:2*3}}}}~7", "{{#switch:b|a|b|c=X|Y}}~X", "{{#switch:z|a=1|#default=D|b=2}}~D",
        "{{#switch:z|a=1|#default|b=2|c=3}}~2",
        "{{#switch:z|a=1|Y}}~Y", "{{#switch:01|1=y|n}}~y", "{{#switch:foo&bar|foo&amp;bar=yes|no}}~yes",
        "{{#switch:|a&amp;#39;b}}~a&amp;#39;b", "{{#switch:x|a=1|x=|y=2}}~''"})
    void conditions(String text, String expected) {
        assertThat(expand(text, false)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "{{#time:Y-m-d|15 January 2001}}~2001-01-15", "{{#time:d F Y|1988-02-28|nl}}~28 februari 1988",
        "{{#time:d xg Y|1988-02-28|pl}}~28 lutego 1988",
        "{{#time:Y-m-d}}~2026-11-23", "{{#time:Y|-1 year}}~2025", "{{#timef:15 January 2001}}~00:00, 15 January 2001",
        "{{#timef:15 January 2001|pretty}}~15 January",
        "{{#timef:15 January 2001|both|ja}}~2001年1月15日 (月) 00:00", "{{#timefl:15 January 2001|time}}~00:00"})
    void times(String text, String expected) {
        assertThat(expand(text, false)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{#time:Y|foo}}", "{{#timef:nope}}", "{{#timef:2001-01-01|xx}}", "{{#expr:1+}}", "{{#ifexpr:foo|y|n}}",
            "{{#rel2abs:../../../../x}}", "{{#time:Y|-0001-01-01}}"})
    void errors_are_marked(String text) {
        assertThat(expand(text, false)).startsWith("<strong class=\"error\">");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "{{#titleparts:A/b/c/d|2|2}}~b/c", "{{#titleparts:A/b/c/d|-1|2}}~b/c", "{{#titleparts:A/b/c/d||-2}}~c/d",
        "{{#titleparts:<bad>/x|1}}~<bad>/x",
        "{{#titleparts:talk:a_b/c|1}}~Talk:A b", "{{#rel2abs:./x}}~Help:Root/Mid/Leaf/x", "{{#rel2abs:../x|A/B/C}}~A/B/x",
        "{{#rel2abs:x/../y|A}}~y", "{{#rel2abs:..|A/B}}~A"})
    void paths(String text, String expected) {
        assertThat(expand(text, false)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "{{#len:é b}}~3", "{{#pos:abcabc|c|3}}~5", "{{#pos:abc|Foo|32}}~''", "{{#rpos:abcabc|x}}~-1", "{{#sub:abcdef|1|-1}}~bcde",
        "{{#sub:abcdef|-2}}~ef",
        "{{#count:aaa|aa}}~1", "{{#replace:abcabc|b|x|1}}~axcabc", "{{#explode:a,b,c|,|-1}}~c", "{{#explode:a,b,c,d|,|1|2}}~b,c,d",
        "{{#explode:Foo*Bar|*|- 1}}~''",
        "{{#urldecode:foo%20bar+%D0%9C}}~foo bar М"})
    void strings(String text, String expected) {
        assertThat(expand(text, true)).isEqualTo(expected);
    }

    @Test
    void strings_are_an_option() {
        assertThat(expand("{{#len:abc}}", false)).isEqualTo("{{#len:abc}}");
        assertThat(expand("{{#len:" + "x".repeat(1000) + "}}", true)).startsWith("<strong class=\"error\">");
    }
}
