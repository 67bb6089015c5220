package scriptorium.wikitext.scribunto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import scriptorium.wikitext.api.ScriptProblem;
import scriptorium.wikitext.api.Wikitext;

class ScriptProblemTest {

    /** Lines {@code text => line: message}, or {@code ok}; the texts have line ends as {@code \n}. */
    @Test
    void saysWhatIsWrongInLuasWords() throws IOException {
        // Given
        List<String> wrong = new ArrayList<>();

        // When
        for (String[] line : ScriptsTest.lines("lua/syntax.txt")) {
            String text = line[0].replace("\\\\", "\0").replace("\\n", "\n").replace("\\t", "\t").replace("\0", "\\");
            String problem = Wikitext.scriptProblem(text).map(found -> found.line() + ": " + found.message().replace("\n", "\\n")).orElse("ok");
            if (!problem.equals(line[1])) {
                wrong.add(line[0] + "\n    is  " + problem + "\n    not " + line[1]);
            }
        }

        // Then
        assertThat(wrong).isEmpty();
    }

    @Test
    void bindsWhatIsNested() {
        // Given
        String deep = "return " + "(".repeat(100_000) + "1" + ")".repeat(100_000);
        String locals = IntStream.rangeClosed(1, 201).mapToObj(i -> "v" + i).collect(Collectors.joining(", ", "local ", ""));

        // Then
        assertThat(Wikitext.scriptProblem(deep)).contains(new ScriptProblem(1, "chunk has too many syntax levels"));
        assertThat(Wikitext.scriptProblem(locals)).contains(new ScriptProblem(1, "main function has more than 200 local variables"));
        assertThat(Wikitext.scriptProblem("return '" + "x".repeat(1_000_000) + "'")).isEmpty();
    }
}
