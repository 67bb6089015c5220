package scriptorium.wikitext.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scriptorium.wikitext.api.FileInfo;
import scriptorium.wikitext.api.LinkState;
import scriptorium.wikitext.api.PageText;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.Wikitext;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Title;

/** Small rules of the markup, one line each: the wikitext, an arrow, and what its HTML holds. {@code ¶} ends a line. */
class MarkupRulesTest {

    private static final String RULES = """
            <ref>a:¶* b</ref> => <span class="reference-text">a:¶<ul><li>b</li></ul>¶</span>
            <ref>* b</ref> => <span class="reference-text">* b</span>
            <ref>b </ref> => <span class="reference-text">b </span>
            <ref name="">b</ref> => href="#cite_note-"
            ;#a: => <dl><dt>a</dt>¶<dd><ol><li
            ;<br>: b => <dt><br />: b</dt>
            ;<br/>: b => <dt><br /></dt>
            *a <pre>b¶ c => <pre>c
            #REDIRECT [[X]] z => <p>z
            [[Foo|]] b]] => >]] b</a>
            [[Foo|''a¶b'']] => ><i>a¶b</i></a>
            [[Foo#<b>]] => [[Foo#<b>
            [[ Foo%20a|b => [[Foo a|b
            [[Media:X]]s => Media:X</a>s
            [[:x ]] => >x </a>
            [[File:X|]] => [[File:X|]]
            [[File:X|thumb|upright=1.5]] => data-width="130"
            [[File:X|a<br>b<i>c</i>]] => >a bc</span>
            [[File:X|thumb|border]] => class="mw-default-size" typeof
            [[File:X|alt=a¶b]] => >alt=a b</span>
            [[File:X|c|0px]] => >0px</span>
            <gallery>¶X.jpg|li<!-- -->nk=Foo¶</gallery> => <div class="gallerytext"></div>
            <gallery>¶X.jpg|http://a.b/c|d¶</gallery> => href="http://a.b/c%7Cd"
            [[Foo|¶==a==¶]] => title="Foo (page does not exist)">a</a></h2>
            [[Special:Nope ''a#b]] => href="/wiki/Special:Nope_%27%27a" class="new" title="Special:Nope &#39;&#39;a (page does not exist)">Special:Nope &#39;&#39;a#b</a>
            [http://a.b/&lt;c] => >&lt;c </a>
            {{#if:x|¶== a }} => {{#if:x|¶== a }}
            {{#if:x|¶== a ==}} => ¶== a ==}}
            {{foo|¶==b=}c== => Edit section: b=&#125;c
            	<link itemprop="a" href="b">¶c => <p>	<link
            ; a -{<b>x:y}- : c => -{<b>x:y}-</b></dt>
            <span xmlns:a:b="c">d</span> => <span xmlns:a:b="c">
            {{formatnum:1<nowiki/>2000}} => 12,000
            {{formatnum:1e999}} => ∞
            [[Foo	|b]] => [[Foo	|b]]
            [[File:X|link=a%20b]] => title="File:X"><span class="mw-file-element mw-broken-media">File:X
            [[File:X|thumb|[http://a.b http://c.d]]] => href="http://a.b">http://c.d</a>
            [[File:X|a -{ b|c]] => >a -&#123; b&#124;c</span>
            [[File:X|a }- b|c]] => >a &#125;- b&#124;c</span>
            ==a b==¶<h3 id="c">d</h3> => <h3 id="c"><span class="mw-headline">d</span></h3>
            ==c==¶<h3 id="c">d</h3>¶==c== => <h3 id="c"><span class="mw-headline">d</span></h3>¶<h2><span class="mw-headline" id="c_3">
            <h3 id="é">d</h3> => <h3 id="é"><span id=".C3.A9"></span>
            <b title="¶==a==¶">c</b> => <b title="==a==">
            {{localurl:a|-}} => title=A&amp;
            {{anchorencode:a ¶ b}} => a___b
            {{formatnum:B=1e3 1.5E1x}} => B=1,000 15x
            {{formatnum:v1.2.3000}} => v1.2.3000
            {{lc:A|<ref>b</ref>}} => <span class="reference-text">b</span>
            {{uc:a|b=<ref>c</ref>}} => <span class="reference-text">c</span>¶</li>¶</ol>
            <ref name="a_">b</ref> => id="cite&#95;ref-a&#95;1-0"
            <ref extends="">a</ref> => <span class="reference-text">a</span>
            {{#language:nan}} => 閩南語
            {{#bcp47:ÉA}} => Éa
            a{{bidi:1}}{{bidi:א}} => a1‫א‬
            {{ns:10a}} => Template
            a{{ns:-0}}b => ab
            {{#explode:a,b,c|,|-1x}}{{#explode:a,b,c|,|01}}{{#explode:d}} => <p>cd
            {{#pos:abcabc|c|-1}} => 5
            {{padleft:a|1.9e1|b}} => bbbbbbbbbbbbbbbbbba
            {{plural:2|y|02=x}}{{plural:1|-1=z}}{{plural:2|a2=x|b}} => <p>yb
            {{#special:Template:a}} => Special:Template:a
            {{localurl:%41b}} => /wiki/Ab
            {{anchorencode:a&nbsp;b}} => a_b
            http://a.com‬x => href="http://a.comx"
            {{int:<div>}} => ⧼&lt;div&gt;⧽
            {{#time:H|2001-01-01 12:00 x}} => 23
            [//a.b c] <poem>[//d.e]</poem> [//f.g] => >[2]</a>
            {|¶|+ a||b¶|} => <caption>a</caption>¶<caption>b¶</caption>
            {|¶||-{¶|} => <td>-{
            == ''a == => <i>a</i></span>
            =<b>a=¶b => <b><p>b
            =a&#8201;b= => id="a_b"
            <poem>---- a¶b</poem> => <hr /> a<br />
            <span id="">a</span> => <span>a</span>
            <span title="&amp">a</span> => title="&amp;amp"
            a<table>b</table> => <p>a</p>b<table>
            ''<div>a</div> => <i><div>a</div></i>
            x <b>a<span><div>y</div></span>c</b> => <b>a<span><div>y</div></span></b><p><b>c</b>
            '__TOC__b => <p>'</p><p>b
            {{#tag:pre| a }} => <pre> a </pre>
            {{#tag:nope}} => &lt;nope/&gt;
            {{formatnum:123456789}} => 123,456,789
            {{plural:1 apple|one|many}} => one
            {{gender:|m|f|o}} => o
            {{#time:xr D Y|2021-11-09}} => Tue MMXXI
            {{#special:&amp;}} => Special:Badtitle
            {{subst:x|{{lc:A}}}} => {{subst:x|a}}
            {{anchorencode:ISBN 1}} => &#73;SBN_1
            http://a.b/&amp; c => href="http://a.b/&amp;"
            http://a.b/&é; c => >http://a.b/&amp;é</a>;
            {{msgnw:x}} => <p>&#91;&#91;:Template:X&#93;&#93;
            {{#language:Foo}} => <p>foo
            {{PageId:Foo}} {{REVISIONDAY:Foo}} {{REVISIONMONTH:Foo}}. => <p>0 0 .
            {{DISPLAYTITLE:notes}}{{DISPLAYTITLE:Notes}} => class="error"
            """;

    /** A template with a heading, and a file. */
    private static final WikiSource ONE_OF_EACH = new WikiSource() {
        @Override public Map<Title, PageText> pages(Collection<Title> titles) {
            return Map.of(Title.of(10, "X"), new PageText(1, 1, "== a ==", "wikitext"));
        }

        @Override public Map<Title, LinkState> links(Collection<Title> titles) {
            return Map.of();
        }

        @Override public Map<Title, FileInfo> files(Collection<Title> titles) {
            return Map.of(Title.of(6, "A b.png"), new FileInfo("A b.png", 200, 100, "image/png", "BITMAP", 1, "/images/A_b.png", "/images/thumb/A_b.png", 0, 0));
        }
    };

    private final WikitextEngine engine = Wikitext.engine(new WikiSite("Notes", "http://127.0.0.1", "/wiki/$1", "/w", "/images", "en", "Main Page", DefaultNamespaces.of("Notes"), Map.of(), Map.of()));

    static Stream<List<String>> rules() {
        return RULES.lines().map(line -> List.of(line.replace('¶', '\n').split(" => ", 2)));
    }

    private ParseResult parsed(String text) {
        return engine.parse(ParseRequest.of(Title.of(0, "Notes"), text), WikiSource.EMPTY);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void writesWhatMediaWikiWrites(List<String> rule) {
        assertThat(parsed(rule.getFirst()).html()).contains(rule.getLast());
    }

    @Test
    void leavesNothingOfHeadingsThatBeginNoLine() {
        String html = engine.parse(ParseRequest.of(Title.of(0, "Notes"), "* {{X}}\n<b title=\"{{X}}\">b</b> {{X}}\n{{X}}"), ONE_OF_EACH).html();
        assertThat(html).contains("<li>== a ==</li>", "title=\"== a ==\">b</b> == a ==", "id=\"a\">a</span>").doesNotContain("\u0001");
    }

    @Test
    void knowsWhereFilesLie() {
        String text = "{{filepath:A b.png}} {{filepath:A b.png|50x9px}} {{filepath:A b.png|200}}";
        assertThat(engine.expand(ParseRequest.of(Title.of(0, "Notes"), text), ONE_OF_EACH, true).wikitext())
                .isEqualTo("http://127.0.0.1/images/A_b.png http://127.0.0.1/images/thumb/A_b.png/50px-A_b.png http://127.0.0.1/images/A_b.png");
        assertThat(engine.parse(ParseRequest.of(Title.of(0, "Notes"), "[[File:A b.png|thumb|upright=0.5]]"), ONE_OF_EACH).html()).contains("/150px-A_b.png");
    }

    @Test
    void doesNotRecordLinksToItself() {
        assertThat(parsed("http://127.0.0.1/x http://127.0.0.10/x").externalLinks()).containsExactly("http://127.0.0.10/x");
    }

    @Test
    void recordsWherePicturesLead() {
        assertThat(parsed("[[File:X|link=Foo]]").links()).containsOnlyKeys(Title.of(0, "Foo"));
    }

    @Test
    void recordsPagesThatFunctionsRead() {
        assertThat(parsed("{{PAGESIZE:Foo}}").templates()).containsOnlyKeys(Title.of(0, "Foo"));
    }

    @Test
    void gathersPagesWithNumbersThatAreNone() {
        assertThat(parsed("{{formatnum:abc}}").categories()).containsOnlyKeys("Pages with non-numeric formatnum arguments");
        assertThat(parsed("{{formatnum:1e5}}{{formatnum:}}").categories()).isEmpty();
    }

    @Test
    void showsSignsOfEqualityOfCallsThatDoNotClose() {
        assertThat(engine.parseTree("a\n <!--b--> <!--c-->\t\n{{d|\n== e ==\n}}\n== f ==", false)).isEqualTo("<root>a\n<comment> &lt;!--b--&gt; </comment><comment>&lt;!--c--&gt;\t\n</comment>"
                + "<template lineStart=\"1\"><title>d</title><part><name index=\"1\"/><value>\n<possible-h level=\"2\" i=\"1\">== e ==</possible-h>\n</value></part></template>\n<h level=\"2\" i=\"2\">== f ==</h></root>");
        assertThat(engine.parseTree("{{a|b=c", false)).isEqualTo("<root>{{a|b<equals>=</equals>c</root>");
    }

    @Test
    void titlesOfSectionsHoldCharactersThemselves() {
        assertThat(parsed("== &#91;a&eacute; &lt; ==").sections().getFirst().line()).isEqualTo("[aé &lt;");
    }

    @Test
    void keepsWhatIsBetweenExtensionTags() {
        String text = "== <nowiki>~~~</nowiki> {{b|<ref>~~~</ref>}} {{subst:lc:A<!-- ~~~ -->}} ==";
        assertThat(engine.preSaveTransform(ParseRequest.of(Title.of(0, "Notes"), text), WikiSource.EMPTY, new WikitextEngine.Signature("Bob", false, "", false)))
                .isEqualTo("== <nowiki>~~~</nowiki> {{b|<ref>~~~</ref>}} a<!-- ~~~ --> ==");
        assertThat(engine.expand(ParseRequest.of(Title.of(0, "Notes"), "{{uc:a<ref>b</ref>}}"), WikiSource.EMPTY, true).wikitext()).isEqualTo("A<ref>b</ref>");
    }

    @Test
    void savesManyCommentsInTheTimeOfFew() {
        String text = "<!---->".repeat(100_000);
        assertThat(engine.preSaveTransform(ParseRequest.of(Title.of(0, "Notes"), text), WikiSource.EMPTY, null)).isEqualTo(text);
    }
}
