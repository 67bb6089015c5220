package scriptorium.wikitext.function.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scriptorium.wikitext.api.InterwikiPrefix;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Title;

class CoreFunctionsTest {

    private static final WikiSite SITE = new WikiSite("Wiki", "http://127.0.0.1:8080", "/wiki/$1", "/w", "/images", "en", "Main Page",
            DefaultNamespaces.of("Wiki"), Map.of("other", new InterwikiPrefix("other", "https://other/$1", false, "")), Map.of());

    private static String expand(String text) {
        return new SmallExpander(SITE, Title.of(12, "Root/Mid/Leaf (x)"), Instant.parse("2026-11-23T11:45:27Z"), CoreFunctions.all())
                .expand(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "{{lc:ÀB}}~àb", "{{UC:àßb}}~ÀSSB", "{{ucfirst:ßx}}~Ssx", "{{padleft:abc|6|xy}}~xyxabc", "{{padleft:7|3}}~007",
        "{{padright:abc|7|xy}}~abcxyxy",
        "{{urlencode:a b&c/é}}~a+b%26c%2F%C3%A9", "{{urlencode:a b|WIKI}}~a_b", "{{urlencode:a b|PATH}}~a%20b",
        "{{localurl:foo bar}}~/wiki/Foo_bar",
        "{{localurl:foo bar|a=b}}~/w/index.php?title=Foo_bar&a=b", "{{fullurl:foo#x y}}~http://127.0.0.1:8080/wiki/Foo#x_y",
        "{{localurl:<}}~{{localurl:<}}",
        "{{localurle:a|b=\"c\"}}~/w/index.php?title=A&amp;b=&quot;c&quot;", "{{fullurl:other:Foo bar|x=y}}~https://other/Foo_bar?x=y",
        "{{anchorencode:a b&c <b>x</b> ''i'' [[x|y]] #}}~a_b&amp;c_x_i_y_#", "{{formatnum:1234567.891}}~1,234,567.891",
        "{{formatnum:1,234.5|R}}~1234.5",
        "{{formatnum:-1234|NOSEP}}~−1234", "{{formatnum:1.5E3}}~1,500", "{{formatnum:abc 12345 d}}~abc 12,345 d", "{{plural:1|a|b}}~a",
        "{{plural:0|0=none|a|b}}~none",
        "{{plural:3|1=x|2=y}}~''", "{{plural:1,234|a|b}}~b", "{{gender:Nobody|m|f|o}}~o", "{{ns:1}}~Talk", "{{nse:3}}~User_talk",
        "{{ns:image}}~File",
        "{{ns:foo}}~{{ns:foo}}", "{{#formatdate:2001-01-15|mdy}}~<span class=\"mw-formatted-date\" title=\"2001-01-15\">January 15, 2001</span>",
        "{{#tag:pre|x|class=y}}~<pre class=\"y\">x</pre>", "{{#tag:ref|name=x}}~<ref>name=x</ref>",
        "{{#special:recentchanges}}~Special:RecentChanges",
        "{{#speciale:x/y z}}~Special:X/y_z", "{{#language:de}}~Deutsch", "{{#language:xx-nosuch}}~xx-nosuch", "{{#dir:ar}}~rtl",
        "{{#dir}}~ltr",
        "{{#bcp47:sr-ec}}~sr-Cyrl", "{{int:sunday}}~Sunday", "{{int:nosuch}}~⧼nosuch⧽"})
    void functions(String text, String expected) {
        assertThat(expand(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "{{PAGENAME}}~Root/Mid/Leaf (x)", "{{FULLPAGENAMEE}}~Help:Root/Mid/Leaf_(x)", "{{BASEPAGENAME}}~Root/Mid",
        "{{SUBPAGENAMEE}}~Leaf_(x)",
        "{{ROOTPAGENAME}}~Root", "{{TALKPAGENAME}}~Help talk:Root/Mid/Leaf (x)", "{{PAGENAME:Talk:a/b & c}}~A/b &#38; c",
        "{{PAGENAMEE:Talk:a/b & c}}~A/b_%26_c",
        "{{TALKPAGENAME:Special:x}}~''", "{{NAMESPACENUMBER:User talk:x}}~3", "{{TALKSPACE}}~Help talk", "{{SUBJECTSPACE:Talk:x}}~''",
        "{{pagename}}~{{pagename}}",
        "{{PAGEID}}~7", "{{PAGEID:Main Page}}~1", "{{REVISIONID}}~42", "{{REVISIONYEAR}}~2026", "{{REVISIONUSER}}~Bob", "{{REVISIONUSER:Main Page}}~Ann", "{{REVISIONTIMESTAMP:Main Page}}~20250304050607",
        "{{REVISIONDAY:Main Page}} {{REVISIONDAY2:Main Page}} {{REVISIONMONTH1:Main Page}}~4 04 3", "{{REVISIONDAY:Nope}}{{REVISIONUSER:Nope}}{{REVISIONYEAR:Nope}}~0", "{{SITENAME}}~Wiki",
        "{{SITENAME:x}}~{{SITENAME:x}}", "{{servername}}~127.0.0.1", "{{articlepath}}~/wiki/$1", "{{CURRENTTIMESTAMP}}~20261123114527",
        "{{CURRENTDOW}}~1",
        "{{LOCALMONTHABBREV}}~Nov", "{{CURRENTWEEK}}~48", "{{NUMBEROFEDITS}}~12,345", "{{NUMBEROFEDITS:R}}~12345",
        "{{PAGESIZE:Main Page}}~755", "{{!}}~|", "{{=}}~="})
    void variables(String text, String expected) {
        assertThat(expand(text)).isEqualTo(expected);
    }

    @Test
    void a_second_sort_key_is_told() {
        assertThat(expand("{{DEFAULTSORT:a}}{{DEFAULTSORT:a}}{{DEFAULTSORT:b|noerror}}")).isEmpty();
        assertThat(expand("{{DEFAULTSORT:a}}{{DEFAULTSORT:<b>}}")).startsWith("<span class=\"error\">").doesNotContain("<b>");
    }

    @Test
    void names_are_unique() {
        Set<String> names = new HashSet<>();
        assertThat(CoreFunctions.all()).allMatch(definition -> names.add(definition.name()));
    }
}
