package scriptorium.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class AddressesTest {

    @Test
    void leavesStrictAddressesAlone() {
        assertThat(Addresses.strict("/w/api.php?titles=A%7CB&x=(1)")).isTrue();
    }

    @Test
    void spellsOutWhatMayNotStandInAnAddress() {
        // Given
        String lenient = "/w/api.php?titles=A|B<\"é^`{}[]\\&x=100%";
        // When
        String spelled = Addresses.spelledOut(lenient);
        // Then
        assertThat(Addresses.strict(lenient)).isFalse();
        assertThat(spelled).startsWith("/w/api.php?titles=A%7cB%3c%22").endsWith("x=100%25");
        assertThat(URI.create(spelled).getRawPath()).isEqualTo("/w/api.php");
    }
}
