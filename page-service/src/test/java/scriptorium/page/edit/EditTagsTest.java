package scriptorium.page.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EditTagsTest {

    private static final Optional<String> NO_REDIRECT = Optional.empty();

    @Test
    void redirectsAreMadeTurnedAndEnded() {
        assertThat(EditTags.ofRedirect(NO_REDIRECT, Optional.of("A"))).contains("mw-new-redirect");
        assertThat(EditTags.ofRedirect(Optional.of("A"), Optional.of("B"))).contains("mw-changed-redirect-target");
        assertThat(EditTags.ofRedirect(Optional.of("A"), NO_REDIRECT)).contains("mw-removed-redirect");
        assertThat(EditTags.ofRedirect(Optional.of("A"), Optional.of("A"))).isEmpty();
    }

    @Test
    void littleInThePlaceOfMuchIsAReplacement() {
        // Given
        String before = "x".repeat(78);

        // When
        List<String> tags = EditTags.of(false, false, true, before, "x", NO_REDIRECT, NO_REDIRECT);

        // Then
        assertThat(tags).containsExactly("mw-replace", "mw-manual-revert");
    }

    @Test
    void anEmptiedPageIsBlankedAndANewEmptyOneIsNot() {
        assertThat(EditTags.of(false, false, false, "text", "", NO_REDIRECT, NO_REDIRECT)).containsExactly("mw-blank");
        assertThat(EditTags.of(true, false, false, "", "", NO_REDIRECT, NO_REDIRECT)).isEmpty();
    }

    @Test
    void anUndoIsNoManualRevert() {
        assertThat(EditTags.of(false, true, true, "one two", "one", NO_REDIRECT, NO_REDIRECT)).containsExactly("mw-undo");
    }
}
