package scriptorium.contract.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommentTextTest {

    @Test
    void whatFitsIsKeptAsItIs() {
        assertThat(CommentText.kept(" two\nlines  x \n")).isEqualTo(" two\nlines  x");
        assertThat(CommentText.cut(" x ")).isEqualTo(" x ");
        assertThat(CommentText.kept("ü".repeat(500))).isEqualTo("ü".repeat(500));
        assertThat(CommentText.kept("😀".repeat(500))).isEqualTo("😀".repeat(500));
    }

    @Test
    void whatIsTooLongIsCutBetweenCharacters() {
        assertThat(CommentText.kept("ü".repeat(501))).isEqualTo("ü".repeat(497) + "...");
        assertThat(CommentText.kept("😀".repeat(700))).isEqualTo("😀".repeat(497) + "...");
    }
}
