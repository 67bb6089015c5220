package scriptorium.page.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.Msg;
import scriptorium.page.model.Protection;
import scriptorium.wikitext.title.Title;

class PageAccessTest {

    private static Caller caller(boolean anonymous, String... rights) {
        return new Caller(anonymous ? 0 : 5, anonymous ? "192.0.2.7" : "Writer", anonymous, false, "192.0.2.7", Set.of("*"), Set.of(rights), Optional.empty(), "", "",
                Map.of(), "");
    }

    private static List<String> codes(Caller caller, String action, Title title, boolean exists, Protection... protections) {
        return PageAccess.refusals(caller, action, title, exists, 1, List.of(protections)).stream().map(Msg::code).toList();
    }

    @Test
    void aProtectedPageNeedsTheRightOfItsLevel() {
        // Given
        Protection guard = new Protection("edit", "sysop", Optional.empty(), false);
        Title page = Title.of(0, "Garden");

        // When
        List<String> writer = codes(caller(false, "edit"), "edit", page, true, guard);
        List<String> keeper = codes(caller(false, "edit", "editprotected"), "edit", page, true, guard);

        // Then
        assertThat(writer).containsExactly("protectedpage");
        assertThat(keeper).isEmpty();
    }

    @Test
    void whoMayNotMoveHearsItAsMediaWikiSaysIt() {
        assertThat(codes(caller(true, "edit"), "move", Title.of(0, "Garden"), true)).containsExactly("cantmove-anon");
        assertThat(codes(caller(false, "edit"), "move", Title.of(0, "Garden"), true)).containsExactly("cantmove");
    }

    @Test
    void stylesOfTheSiteNeedTwoRights() {
        assertThat(codes(caller(false, "edit", "createpage"), "edit", Title.of(8, "Common.css"), false))
                .containsExactly("protectednamespace-interface", "sitecssprotected");
    }

    @Test
    void nobodyChangesSpecialPages() {
        assertThat(codes(caller(false, "edit", "createpage"), "edit", Title.of(-1, "Version"), false)).contains("unsupportednamespace");
    }
}
