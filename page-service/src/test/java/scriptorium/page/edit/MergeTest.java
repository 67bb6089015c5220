package scriptorium.page.edit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MergeTest {

    @Test
    void changesOfDifferentLinesGoTogether() {
        // Given
        String base = "a\n\nb\n\nc";

        // When
        var merged = Merge.merge(base, "a\n\nbb\n\nc", "a\n\nb\n\ncc");

        // Then
        assertThat(merged).contains("a\n\nbb\n\ncc");
    }

    @Test
    void changesOfTheSameLineDoNot() {
        assertThat(Merge.merge("a\nb\nc", "a\nx\nc", "a\ny\nc")).isEmpty();
    }

    @Test
    void theSameChangeOnBothSidesIsOne() {
        assertThat(Merge.merge("a\nb\nc", "a\nx\nc", "a\nx\nc")).contains("a\nx\nc");
    }
}
