package scriptorium.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetsTest {

    @Test
    void hitsAreMarkedAndTheRestIsEscaped() {
        // Given a text with markup and the word looked for
        String text = "first line\na <b> Rose & more 'roses'";

        // When a snippet is made
        String html = Snippets.of(text, List.of("rose"));

        // Then the line with the word is shown, and only the whole word is marked
        assertThat(html).isEqualTo("a &lt;b&gt; <span class=\"searchmatch\">Rose</span> &amp; more &#039;roses&#039;\n");
    }

    @Test
    void longLinesAreCutAroundTheLastHit() {
        // Given a long line with hits at its beginning and far behind
        String text = "rose " + "word ".repeat(200) + "rose" + " word".repeat(200);

        // When a snippet is made
        String html = Snippets.of(text, List.of("rose"));

        // Then it shows the last hit
        assertThat(html).startsWith("...").contains("word <span class=\"searchmatch\">rose</span> word").hasSizeLessThan(210);
    }

    @Test
    void wordsAreRunsOfLetters() {
        // Given a text with markup
        String text = "nothing [[Category:Old-fashioned]] '''b''' 12";

        // When its words are counted
        int words = Snippets.words(text);

        // Then numbers and brackets are none
        assertThat(words).isEqualTo(4);
    }
}
