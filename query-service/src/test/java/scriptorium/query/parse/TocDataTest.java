package scriptorium.query.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import scriptorium.contract.result.Result;
import scriptorium.wikitext.api.ParseResult;

class TocDataTest {

    @Test
    void offsetsAreInCharacters() {
        // Given a heading behind text of two and four bytes per character
        String text = "ä😀\n== H ==";
        ParseResult.Section section = new ParseResult.Section(1, 2, "H", "1", "1", "API", 7, "H", "H");

        // When it is put into the table of contents
        Result.Tree toc = TocData.of(List.of(section), text);

        // Then its offset counts characters
        Result.Tree shown = (Result.Tree) ((Result.Items) toc.get("sections")).values().getFirst();
        assertThat(shown.get("codepointOffset")).isEqualTo(3L);
        assertThat(shown.fields()).doesNotContainKey("linkAnchor");
    }
}
