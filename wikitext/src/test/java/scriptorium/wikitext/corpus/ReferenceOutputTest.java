package scriptorium.wikitext.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The ratchet over real articles: how many of them come out as MediaWiki makes them. */
class ReferenceOutputTest {

    private static final Map<String, Double> REACHED = Map.of("tree", 100.0, "expanded", 100.0, "html", 100.0, "links", 100.0, "categories", 100.0, "templates", 100.0, "sections", 100.0,
            "externallinks", 100.0, "langlinks", 100.0, "images", 100.0);

    @Test
    void makesOfArticlesWhatMediaWikiMakesOfThem() throws IOException {
        // Given
        assumeTrue(Files.isDirectory(ReferenceOutput.FOLDER.resolve("reference-output")), "the corpus lies beside the checkout");

        // When
        Map<String, Double> same = ReferenceOutput.percentages(new ReferenceOutput().compare());

        // Then
        same.forEach((aspect, percent) -> System.out.printf("%-13s %5.1f %%%n", aspect, percent));
        assertThat(same.keySet()).containsExactlyInAnyOrderElementsOf(REACHED.keySet());
        assertThat(same).allSatisfy((aspect, percent) -> assertThat(percent).as(aspect).isGreaterThanOrEqualTo(REACHED.get(aspect)));
    }
}
