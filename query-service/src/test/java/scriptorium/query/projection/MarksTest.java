package scriptorium.query.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class MarksTest {

    private static final TopicPartition ONE = new TopicPartition("pages", 0);
    private static final TopicPartition TWO = new TopicPartition("pages", 1);

    private final Marks marks = new Marks(3);

    @Test
    void whatIsAllProjectedIsNotBehind() {
        assertThat(marks.behindSince(1000, Map.of(ONE, 5L, TWO, 0L), Map.of(ONE, 5L))).isZero();
    }

    @Test
    void theIndexIsBehindSinceTheOldestMarkThatIsNotReached() {
        Map<TopicPartition, Long> done = Map.of(ONE, 4L, TWO, 7L);
        marks.behindSince(1000, Map.of(ONE, 5L, TWO, 7L), done);
        marks.behindSince(2000, Map.of(ONE, 9L, TWO, 7L), done);

        long stillOpen = marks.behindSince(3000, Map.of(ONE, 12L, TWO, 7L), Map.of(ONE, 5L, TWO, 7L));

        assertThat(stillOpen).isEqualTo(2000);
    }

    @Test
    void aPartitionOfAnotherReplicaCountsAsWell() {
        assertThat(marks.behindSince(1000, Map.of(ONE, 5L, TWO, 8L), Map.of(ONE, 5L, TWO, 7L))).isEqualTo(1000);
    }

    @Test
    void noMoreMarksAreKeptThanMayBe() {
        for (int second = 1; second <= 5; second++) {
            marks.behindSince(second * 1000L, Map.of(ONE, (long) second), Map.of());
        }

        assertThat(marks.behindSince(6000, Map.of(ONE, 6L), Map.of(ONE, 3L))).as("the marks of the fourth and fifth second were not made").isZero();
    }
}
