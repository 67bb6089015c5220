package scriptorium.router.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PositionTest {

    @Test
    void readsWhatItHasWritten() {
        // Given
        Map<TopicPartition, Long> next = new LinkedHashMap<>();
        next.put(new TopicPartition("mediawiki.recentchange", 0), 7L);
        // When
        String id = Position.id(next);
        // Then
        assertThat(id).isEqualTo("[{\"topic\":\"mediawiki.recentchange\",\"partition\":0,\"offset\":7}]");
        assertThat(Position.parse(id).orElseThrow()).containsExactly(new Position("mediawiki.recentchange", 0, 7, -1));
    }

    @Test
    void refusesIdsThatAreNone() {
        assertThat(Position.parse("abc")).isEmpty();
        assertThat(Position.parse("{}")).isEmpty();
        assertThat(Position.parse("[{\"partition\":0}]")).isEmpty();
    }

    @Test
    void readsTimes() {
        assertThat(Position.time("2026-11-22T03:50:06Z")).contains(1795319406000L);
        assertThat(Position.time("2026-11-22T03:50:06")).contains(1795319406000L);
        assertThat(Position.time("2026-11-22")).contains(1795305600000L);
        assertThat(Position.time("1795319406000")).contains(1795319406000L);
        assertThat(Position.time("yesterday")).isEmpty();
    }
}
