package scriptorium.wikitext.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scriptorium.wikitext.text.TextBuffer;

class BalancedTest {

    private static final List<String> PIECES = List.of("<p>", "</p>", "<b>", "</b>", "<i>", "</i>", "<a href=\"/x\">", "</a>", "<div class=\"c\">", "</div>", "<ul>", "</ul>",
            "<li>", "</li>", "<dl>", "<dd>", "</dd>", "</dl>", "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<caption>", "</caption>", "<br />", "<hr />",
            "<img src=\"a.png\" />", "<link rel=\"x\" />", "<meta name=\"y\" />", "<span id=\"s\">", "</span>", "<h2>", "</h2>", "<blockquote>", "</blockquote>", "<pre>", "</pre>",
            "<!-- c -->", "text", " ", "\n", "&amp;", "&nbsp;", "&#160;", "&quot;", "&lt;b>", "a < b > c", "\u00A0", "<tbody>", "</tbody>", "<figure>", "</figure>");

    @ParameterizedTest
    @ValueSource(strings = {
            "bare <b>text</b>\n<div>block</div>\nmore <br /> text",
            "<table>\n<tr>\n<td>a</td></tr>\n</table>",
            "<table><caption>c</caption><tr><th scope=\"row\">a</th></tr><tr></tr></table>",
            "<ul><li>one<ul><li>two</li></ul></li><li></li></ul><p></p><p> </p>",
            "<link rel=\"a\" /> text <link rel=\"b\" /><div></div><link rel=\"c\" />",
            "<blockquote>\nquoted <i>words</i>\n<p>and</p>\n</blockquote>",
            "<p title=\"a &quot;b&quot; &lt;c&gt; &amp;\">x &copy; &#38; &lt;</p>",
            "<pre>\ncode</pre>",
            "<dl><dt>a</dt>\n<dd>b</dd></dl>",
            "<!-- first -->\n<p>x</p><!-- last -->"})
    void writesWhatTheTreeWouldGive(String html) {
        assertThat(written(html)).contains(byTree(html));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<p><div></div></p>", "<b><i></b></i>", "<table>text</table>", "<li>x</li>", "<a href=\"x\"><a href=\"y\">z</a></a>", "<script>x</script>",
            "<p class=a>x</p>", "<p id=\"a\" id=\"b\">x</p>", "a & b &nosuch; c", "<svg></svg>", "text<!-- c -->text", "<b>", "</b>", "<h2><h3>x</h3></h2>", "<td>x</td>"})
    void givesUpWhereATreeIsNeeded(String html) {
        assertThat(written(html)).isEmpty();
    }

    @Test
    void agreesWithTheTreeOnWhateverItWrites() {
        Random random = new Random(20260101);
        int written = 0;
        for (int n = 0; n < 100_000; n++) {
            StringBuilder html = new StringBuilder();
            for (int i = random.nextInt(9); i >= 0; i--) {
                if (n % 2 == 0) {
                    html.append(PIECES.get(random.nextInt(PIECES.size())));
                } else {
                    nested(html, random, 4);
                }
            }
            var fast = written(html.toString());
            if (fast.isPresent()) {
                written++;
                assertThat(fast.get()).as(html.toString()).isEqualTo(byTree(html.toString()));
            }
        }
        assertThat(written).isGreaterThan(10_000);
    }

    @Test
    void partsWithATreeOfTheirOwnAreAsInATreeOfAll() {
        Random random = new Random(20260102);
        for (int n = 0; n < 3_000; n++) {
            StringBuilder html = new StringBuilder();
            for (int part = random.nextInt(4); part >= 0; part--) {
                int end = html.length() + random.nextInt(2_500);
                while (html.length() < end) {
                    if (random.nextInt(60) == 0) {
                        html.append(PIECES.get(random.nextInt(PIECES.size())));
                    } else {
                        nested(html, random, 4);
                    }
                }
                html.append("\n<h2>").append(part).append("</h2>");
            }
            assertThat(Tidy.apply(html.toString())).as(html.toString()).isEqualTo(byTree(html.toString()));
        }
    }

    private static Optional<String> written(String html) {
        TextBuffer text = TextBuffer.of(html);
        TextBuffer out = TextBuffer.take(html.length());
        return new Balanced(text, out).write(0) == html.length() ? Optional.of(out.toString()) : Optional.empty();
    }

    private static String byTree(String html) {
        TextBuffer out = TextBuffer.take(html.length());
        Tidy.byTree(TextBuffer.of(html), 0, html.length(), out);
        return out.toString();
    }

    /** Elements that are closed in order, though not all of them may stand where they do. */
    private static void nested(StringBuilder html, Random random, int depth) {
        String piece = PIECES.get(random.nextInt(PIECES.size()));
        boolean opens = piece.startsWith("<") && Character.isLetter(piece.charAt(1)) && !piece.endsWith("/>");
        if (!opens) {
            html.append(piece.startsWith("</") ? "word" : piece);
            return;
        }
        html.append(piece);
        for (int i = random.nextInt(depth); i > 0; i--) {
            nested(html, random, depth - 1);
        }
        html.append("</").append(piece.substring(1).split("[ >]", 2)[0]).append('>');
    }
}
