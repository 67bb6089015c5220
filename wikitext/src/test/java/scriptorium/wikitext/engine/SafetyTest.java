package scriptorium.wikitext.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.api.LinkState;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.Wikitext;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Title;

/** Whatever is written into a page, nothing that runs leaves the engine. Texts are put together at random from pieces that have broken other parsers; the seed is fixed. */
class SafetyTest {

    private static final List<String> PIECES = List.of("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href=\"javascript:alert(1)\">", "<b onclick=alert(1)>", "<svg/onload=alert(1)>",
            "[javascript:alert(1) x]", "[[javascript:alert(1)]]", "[http://a\" onmouseover=\"alert(1) x]", "http://a'onclick=alert(1)", "<div style=\"background:url(javascript:alert(1))\">",
            "<div style=\"width:expression(alert(1))\">", "<div style='x:\\65 xpression(alert(1))'>", "<div style=\"/**/expr/**/ession(alert(1))\">", "<nowiki>", "</nowiki>", "<pre onx=\"", "</pre>",
            "[[File:X.jpg|alt=\" onload=alert(1) |link=javascript:alert(1)]]", "[[File:X.jpg|thumb|<script>|class=\" onload=\"alert(1)]]", "{{Evil|", "}}", "{{{1}}}", "{{#tag:pre|x|onclick=alert(1)}}",
            "{{#tag:nowiki|<script>}}", "<ref name=\"><script>\">", "</ref>", "<references />", "<gallery caption=\"<script>\">\nX.jpg|<b onx=1>\n</gallery>", "<poem>", "</poem>", "{|onload=alert(1)\n|x\n|}",
            "{| style=\"background:url(x)\"\n", "|-onclick=alert(1)\n", "!style=\"behavior:url(x)\"|x\n", "\n", "''", "'''", "\"", "'", "<", ">", "&lt;script&gt;", "&#60;script>", "&#x6a;avascript:", "=", "\u007F", "\u007F1\u007F",
            "\u0001", "\u0002", "\u00020\u0002", "<indicator name=\"a\"><script></indicator>", "{{DISPLAYTITLE:<img src=x onerror=alert(1)>}}", "== <script> ==\n", "__TOC__", "<syntaxhighlight lang=\"<script>\">", "</syntaxhighlight>",
            "<font color=\"red\" onx>", "<td onload=x>", "<style>@import 'x'</style>", "<link rel=stylesheet href=x>", "<meta http-equiv=refresh>", "<iframe src=javascript:alert(1)>", "<object data=x>", "<math href=javascript:x>",
            "{{#if:x|<script>}}", "{{lc:<SCRIPT>}}", "{{urlencode:<script>}}", "<!--", "-->", "[[Category:<script>|\" onx=1]]", "<includeonly><script></includeonly>", "<scr<script>ipt>", "<<b>script>", "data:text/html,x", "vbscript:x",
            "-{", "}-", "-{zh:<b title=\"a;zh-tw:b\">}-", "&#2;0&#2;", "&#x2", "&#1", "&#127;n0&#127;", "<span id=\"&#2;0&#2;\">", "[[Evil|onmouseover=alert(1) x=\"]]", "<i title=\" onmouseover=alert(1) x=\">", "-{H|zh-tw:<b title=\"}-", "-{A|x=>zh-tw:\" onload=\"alert(1)}-", "-{T|<script>}-");

    private static WikitextEngine engine(String language) {
        return Wikitext.engine(new WikiSite("Safe", "http://127.0.0.1", "/wiki/$1", "/w", "/w/images", language, "Main Page", DefaultNamespaces.of("Safe"), Map.of(),
                Map.of("DefaultVariant", "zh-tw")));
    }

    static final WikiSource SOURCE = new WikiSource() {
        @Override public Map<Title, PageText> pages(Collection<Title> titles) {
            return titles.contains(Title.of(10, "Evil")) ? Map.of(Title.of(10, "Evil"), new PageText(1, 1, "<b title=\"{{{1}}}\" {{{2}}}>{{{1}}}</b><span style=\"{{{1}}}\">\u00020\u0002&#2;0&#2", "wikitext")) : Map.of();
        }

        @Override public Map<Title, LinkState> links(Collection<Title> titles) {
            Map<Title, LinkState> found = new HashMap<>();
            titles.forEach(title -> found.put(title, LinkState.EXISTS));
            return found;
        }

        @Override public Map<Title, FileInfo> files(Collection<Title> titles) {
            Map<Title, FileInfo> found = new HashMap<>();
            titles.forEach(title -> found.put(title, new FileInfo(title.text(), 100, 100, "image/jpeg", "BITMAP", 1, "/w/images/x.jpg", "/w/images/thumb/x.jpg", 0, 0)));
            return found;
        }
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingThatRunsLeaves(long seed) {
        WikitextEngine engine = engine(seed % 2 == 0 ? "zh" : "en");
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            // Given
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12) + 1; i > 0; i--) {
                String piece = PIECES.get(random.nextInt(PIECES.size()));
                text.append(random.nextInt(6) == 0 ? piece.substring(0, random.nextInt(piece.length() + 1)) : piece);
            }

            // When
            var result = engine.parse(ParseRequest.of(Title.of(0, "Safety"), text.toString()), SOURCE);

            // Then
            Harmless.check(result, text.toString());
        }
    }
}
