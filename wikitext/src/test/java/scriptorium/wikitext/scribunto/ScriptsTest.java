package scriptorium.wikitext.scribunto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions are worth in MediaWiki; the files have one a line, {@code expression => result}. */
class ScriptsTest {

    @ParameterizedTest
    @ValueSource(strings = {"lua/expressions.txt", "scribunto/expressions.txt"})
    void areWorthWhatTheyAreInMediaWiki(String file) throws IOException {
        // Given
        ScriptWiki wiki = new ScriptWiki();
        List<String> wrong = new ArrayList<>();

        // When
        for (String[] line : lines(file)) {
            String value = wiki.value(line[0]);
            if (!value.equals(line[1])) {
                wrong.add(line[0] + "\n    is  " + value + "\n    not " + line[1]);
            }
        }

        // Then
        assertThat(wrong).isEmpty();
    }

    /** Both sides of every line of a resource. */
    static List<String[]> lines(String file) throws IOException {
        try (InputStream in = ScriptsTest.class.getResourceAsStream("/scriptorium/wikitext/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isEmpty()).map(line -> line.split(" => ", 2)).toList();
        }
    }
}
