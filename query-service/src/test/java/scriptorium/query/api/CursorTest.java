package scriptorium.query.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import scriptorium.contract.message.ApiException;

class CursorTest {

    @Test
    void partsAreThoseThatWereGiven() {
        assertThat(Cursor.parts("0|A_b|7", 3)).containsExactly("0", "A_b", "7");
    }

    @Test
    void timesComeBackAsTheyWere() {
        OffsetDateTime time = OffsetDateTime.parse("2026-11-23T10:11:12Z");

        assertThat(Cursor.time(Cursor.time(time))).isEqualTo(time);
    }

    @Test
    void aTimeThatNeverComesIsInfinity() {
        assertThat(Cursor.expiry(null)).isEqualTo("infinity");
    }

    @Test
    void whatWasNeverGivenIsRefused() {
        assertThatThrownBy(() -> Cursor.parts("0|A", 3)).isInstanceOf(ApiException.class).hasMessage("badcontinue");
        assertThatThrownBy(() -> Cursor.number("9".repeat(40))).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> Cursor.number("1; DROP")).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> Cursor.time("yesterday")).isInstanceOf(ApiException.class);
    }

    @Test
    void numbersAreBroughtIntoTheirColumn() {
        assertThat(Cursor.bounded(Long.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    }
}
