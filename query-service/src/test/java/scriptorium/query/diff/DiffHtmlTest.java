package scriptorium.query.diff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiffHtmlTest {

    private static String table(String before, String after) {
        return DiffHtml.TABLE.show(LineDiff.of(before, after));
    }

    @Test
    void equalTextsHaveNoDifference() {
        // Given two equal texts
        String text = "a\nb";

        // When they are compared
        LineDiff diff = LineDiff.of(text, text);

        // Then nothing is shown in any form
        assertThat(diff.isEmpty()).isTrue();
        for (DiffHtml form : DiffHtml.values()) {
            assertThat(form.show(diff)).isEmpty();
        }
    }

    @Test
    void changedWordIsMarkedInBothColumns() {
        // Given a line with one word changed
        String before = "same <b> one two three";
        String after = "same <b> one 2 three";

        // When it is shown as a table
        String html = table(before, after);

        // Then the word is marked and markup is escaped
        assertThat(html).isEqualTo("""
                <tr>
                  <td colspan="2" class="diff-lineno">Line 1:</td>
                  <td colspan="2" class="diff-lineno">Line 1:</td>
                </tr>
                <tr>
                  <td class="diff-marker" data-marker="−"></td>
                  <td class="diff-deletedline diff-side-deleted"><div>same &lt;b&gt; one <del class="diffchange diffchange-inline">two</del> three</div></td>
                  <td class="diff-marker" data-marker="+"></td>
                  <td class="diff-addedline diff-side-added"><div>same &lt;b&gt; one <ins class="diffchange diffchange-inline">2</ins> three</div></td>
                </tr>
                """);
    }

    @Test
    void blankBelongsToTheWordBehindIt() {
        // Given a line that loses words in the middle
        // When it is shown
        String html = table("alpha beta gamma delta", "alpha delta");

        // Then what is marked begins with the blank
        assertThat(html).contains("<div>alpha<del class=\"diffchange diffchange-inline\"> beta gamma</del> delta</div>");
    }

    @Test
    void unlikeLinesAreNotPaired() {
        // Given two lines with nothing in common
        // When they are shown
        String html = table("a", "b");

        // Then one is put in and the other taken out
        assertThat(html).contains("<td class=\"diff-addedline diff-side-added\"><div>b</div></td>")
                .contains("<td colspan=\"2\" class=\"diff-empty diff-side-added\"></td>").doesNotContain("<ins");
    }

    @Test
    void distantChangesHaveHunksOfTheirOwn() {
        // Given thirty lines with a change in the twentieth and at the end
        String lines = IntStream.rangeClosed(1, 30).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));

        // When the difference is shown unified
        String html = DiffHtml.UNIFIED.show(LineDiff.of(lines, lines.replace("line 20", "line twenty") + "\nend"));

        // Then there are two hunks with two lines of context
        assertThat(html).isEqualTo("<tr><td colspan=\"4\"><pre>@@ -18,5 +18,5 @@\n line 18\n line 19\n-line 20\n+line twenty\n line 21\n line 22\n"
                + "@@ -29,2 +29,3 @@\n line 29\n line 30\n+end\n</pre></td></tr>");
    }

    @Test
    void inlineFormMarksBothInOneLine() {
        // Given a changed word
        // When it is shown in one column
        String html = DiffHtml.INLINE.show(LineDiff.of("one two three", "one 2 three"));

        // Then the old one stands before the new one
        assertThat(html).contains("<div class=\"mw-diff-inline-changed\">one <del title=\"Content deleted\">two</del><ins title=\"Content added\">2</ins> three</div>");
    }

    @Test
    void largeUnlikeTextsAreComparedInTime() {
        // Given two texts of a hundred thousand lines that have nothing in common
        String before = IntStream.range(0, 100_000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
        String after = IntStream.range(0, 100_000).mapToObj(i -> "b" + i).collect(Collectors.joining("\n"));

        // When they are compared
        String html = table(before, after);

        // Then every line is there, without pairing
        assertThat(html.split("diff-addedline", -1)).hasSize(100_001);
    }
}
