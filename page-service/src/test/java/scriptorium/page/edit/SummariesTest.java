package scriptorium.page.edit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SummariesTest {

    @Test
    void aNewSectionIsNamedWithoutItsMarkup() {
        assertThat(Summaries.ofNewSection("''it'' [[b|c]] <nowiki>")).isEqualTo("/* it c  */ new section");
        assertThat(Summaries.ofNewSection("[[b]] '''i''' [https://example.org there]")).isEqualTo("/* b i there */ new section");
    }
}
