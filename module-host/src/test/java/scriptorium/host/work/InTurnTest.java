package scriptorium.host.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InTurnTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void stepsMayBeMany() {
        // Given
        List<Integer> items = IntStream.range(0, 200_000).boxed().toList();

        // When
        List<Integer> done = InTurn.each(items, item -> Uni.createFrom().item(item + 1)).await().atMost(PATIENCE);

        // Then
        assertThat(done).hasSize(items.size()).startsWith(1, 2, 3).endsWith(200_000);
    }

    @Test
    void nothingFollowsAFailure() {
        // Given
        List<Integer> begun = new ArrayList<>();

        // When
        Uni<List<Integer>> steps = InTurn.each(List.of(1, 2, 3), item -> {
            begun.add(item);
            return item == 2 ? Uni.createFrom().<Integer>failure(new IllegalStateException("no")) : Uni.createFrom().item(item);
        });

        // Then
        assertThatThrownBy(() -> steps.await().atMost(PATIENCE)).hasMessage("no");
        assertThat(begun).containsExactly(1, 2);
    }

    @Test
    void stepsWithoutResultLeaveNone() {
        assertThat(InTurn.each(List.of(1, 2), item -> item == 1 ? Uni.createFrom().<Integer>nullItem() : Uni.createFrom().item(item)).await().atMost(PATIENCE)).containsExactly(2);
    }
}
