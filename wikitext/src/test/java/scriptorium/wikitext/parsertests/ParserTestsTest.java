package scriptorium.wikitext.parsertests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The ratchet: what failed before may fail, nothing else; what passes now leaves the list. */
class ParserTestsTest {

    static boolean there() {
        return Files.exists(ParserTests.FOLDER.resolve("usable-core.json"));
    }

    @Test
    @EnabledIf("there")
    void failsWhereItIsKnownToFailAndNowhereElse() throws IOException {
        // Given
        Set<String> known = known();
        List<ParserTests.Outcome> outcomes = new ArrayList<>();

        // When
        for (String tier : ParserTests.TIERS) {
            outcomes.addAll(new ParserTests(tier).run(ParserTests.ids(tier)));
        }

        // Then
        Set<String> failed = outcomes.stream().filter(outcome -> !outcome.passed()).map(outcome -> outcome.test().id())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(failed).containsExactlyInAnyOrderElementsOf(known);
    }

    private static Set<String> known() throws IOException {
        try (InputStream list = ParserTestsTest.class.getResourceAsStream("/parser-tests-known-failures.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
