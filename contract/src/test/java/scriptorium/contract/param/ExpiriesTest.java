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

    @Test
    void readsTimesInWords() {
        assertThat(read("yesterday")).isEqualTo("2026-11-22T00:00:00Z");
        assertThat(read("tomorrow noon")).isEqualTo("2026-11-24T12:00:00Z");
        assertThat(read("Jan 1 2035 12:00")).isEqualTo("2035-01-01T12:00:00Z");
        assertThat(read("1 January 2035")).isEqualTo("2035-01-01T00:00:00Z");
        assertThat(read("next friday")).isEqualTo("2026-11-27T00:00:00Z");
        assertThat(read("Monday")).isEqualTo("2026-11-23T00:00:00Z");
        assertThat(read("2035-02-03 4pm")).isEqualTo("2035-02-03T16:00:00Z");
        assertThat(read("1 week 2 days ago")).isEqualTo("2026-11-28T10:00:00Z");
        assertThat(read("3 Days, 4 Hours")).isEqualTo("2026-11-26T14:00:00Z");
        assertThat(read("next month")).isEqualTo("2026-12-23T10:00:00Z");
        assertThat(read("1 fortnight")).isEqualTo("2026-12-07T10:00:00Z");
        assertThat(read("first day of next month")).isEqualTo("2026-12-01T10:00:00Z");
        assertThat(read("20360203")).isEqualTo("2036-02-03T00:00:00Z");
        assertThat(read("10000 years")).isEqualTo("none");
        assertThat(read("2/1/2035")).isEqualTo("2035-02-01T00:00:00Z");
        assertThat(read("@2000000000")).isEqualTo("2033-05-18T03:33:20Z");
        assertThat(read("2035")).isEqualTo("2026-11-23T20:35:00Z");
        assertThat(read("2:30 pm UTC")).isEqualTo("2026-11-23T14:30:00Z");
        assertThat(read("Blursday")).isEqualTo("none");
        assertThat(read("99:99")).isEqualTo("none");
        assertThat(read("INFINITE")).isEqualTo("none");
    }
}
