package scriptorium.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnippetsTest {

    @Test
    void hitsAreMarkedAndTheRestIsEscaped() {
        // Given a text with markup and the word looked for
        String body = "a <b> Rose & more roses";

        // When a snippet is made
        String html = Snippets.of(body, List.of("rose"), 160);

        // Then only the whole word is marked
        assertThat(html).isEqualTo("a &lt;b&gt; <span class=\"searchmatch\">Rose</span> &amp; more roses");
    }

    @Test
    void snippetBeginsNearTheFirstHit() {
        // Given a long text with the hit far behind
        String body = "word ".repeat(200) + "rose" + " word".repeat(200);

        // When a snippet is made
        String html = Snippets.of(body, List.of("rose"), 160);

        // Then it shows the hit
        assertThat(html).contains("<span class=\"searchmatch\">rose</span>").hasSizeLessThan(260);
    }
}
