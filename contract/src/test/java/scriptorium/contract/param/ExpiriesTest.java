package scriptorium.contract.param;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExpiriesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static String read(String text) {
        return Expiries.parse(text, NOW).map(Expiry::toString).orElse("none");
    }

    @Test
    void readsNeverSpansAndTimes() {
        assertThat(read("infinite")).isEqualTo("infinity");
        assertThat(read("never")).isEqualTo("infinity");
        assertThat(read("1 day")).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(read("2 weeks 3 hours")).isEqualTo("2026-12-07T13:00:00Z");
        assertThat(read("+1 month")).isEqualTo("2026-12-23T10:00:00Z");
        assertThat(read("2030-01-01T00:00:00Z")).isEqualTo("2030-01-01T00:00:00Z");
        assertThat(read("2030-01-01")).isEqualTo("2030-01-01T00:00:00Z");
        assertThat(read("20300101000000")).isEqualTo("2030-01-01T00:00:00Z");
        assertThat(read("zz")).isEqualTo("none");
        assertThat(read("")).isEqualTo("none");
        assertThat(read("5 zebras")).isEqualTo("none");
    }
}
