package scriptorium.wikitext.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.api.LinkState;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

class SummaryFormatterTest {

    private static final WikiSite SITE = new WikiSite("Wiki", "http://localhost", "/wiki/$1", "/w", "/images", "en", "Main Page",
            DefaultNamespaces.of("Wiki"), Map.of(), Map.of());

    private static final class OnlyMainPage implements WikiSource {
        private int asked;

        @Override public Map<Title, PageText> pages(Collection<Title> titles) {
            return Map.of();
        }

        @Override public Map<Title, LinkState> links(Collection<Title> titles) {
            asked++;
            Map<Title, LinkState> found = new HashMap<>();
            titles.stream().filter(title -> title.text().equals("Main Page")).forEach(title -> found.put(title, LinkState.EXISTS));
            return found;
        }

        @Override public Map<Title, FileInfo> files(Collection<Title> titles) {
            Title there = Title.of(6, "A.png");
            return titles.contains(there) ? Map.of(there, new FileInfo("A.png", 1, 1, "image/png", "BITMAP", 1, "/images/A.png", "", 0, 0)) : Map.of();
        }
    }

    private final OnlyMainPage source = new OnlyMainPage();

    private String html(String summary) {
        return new SummaryFormatter(SITE, new TitleParser(SITE)).html(summary, Optional.of(Title.of(0, "Main Page")), source);
    }

    @Test
    void links_become_links() {
        assertThat(html("x [[Main Page|best page]]s & <b>")).isEqualTo("x <a href=\"/wiki/Main_Page\" title=\"Main Page\">best pages</a> &amp; &lt;b&gt;");
        assertThat(html("[[Main Page|Many|pipes]]")).isEqualTo("<a href=\"/wiki/Main_Page\" title=\"Main Page\">Many|pipes</a>");
        assertThat(html("[[#section]]")).isEqualTo("<a href=\"/wiki/Main_Page#section\" title=\"Main Page\">#section</a>");
        assertThat(html("[[Nothing]]")).isEqualTo(
                "<a href=\"/w/index.php?title=Nothing&amp;action=edit&amp;redlink=1\" class=\"new\" title=\"Nothing (page does not exist)\">Nothing</a>");
    }

    @Test
    void section_marks_lead_to_the_section() {
        assertThat(html("/* External links */ removed")).isEqualTo("<span class=\"autocomment\"><a href=\"/wiki/Main_Page#External_links\" "
                + "title=\"Main Page\">→<bdi dir=\"ltr\">External links</bdi></a>: </span> removed");
        assertThat(html("/* __hello__world__ */")).isEqualTo("<span class=\"autocomment\"><a href=\"/wiki/Main_Page#hello_world\" "
                + "title=\"Main Page\">→<bdi dir=\"ltr\">__hello__world__</bdi></a></span>");
    }

    @Test
    void brackets_of_section_marks_are_no_links() {
        assertThat(html("/* a [b] */")).contains("#a_&#91;b&#93;\"", "<bdi dir=\"ltr\">a &#91;b&#93;</bdi>");
    }

    @Test
    void files_and_special_pages() {
        assertThat(html("[[Media:A.png]]s")).isEqualTo("<a href=\"/images/A.png\" class=\"internal\" title=\"A.png\">Media:A.png</a>s");
        assertThat(html("[[Media:B.png|b]]")).isEqualTo("<a href=\"/w/index.php?title=Special:Upload&amp;wpDestFile=B.png\" class=\"new\" title=\"B.png\">b</a>");
        assertThat(html("[[Special:Nope#a]]")).isEqualTo("<a href=\"/wiki/Special:Nope\" class=\"new\" title=\"Special:Nope (page does not exist)\">Special:Nope#a</a>");
    }

    @Test
    void markup_is_harmless() {
        assertThat(html("<script>alert(1)</script> [[<b>]] [[a\"onclick=x|<i>]]")).doesNotContain("<script", "<i>", "\"onclick");
    }

    @Test
    void existence_is_asked_once() {
        html("[[a]] [[b]] [[c]]");
        assertThat(source.asked).isEqualTo(1);
    }
}
