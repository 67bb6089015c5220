package scriptorium.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

    private final AtomicLong clock = new AtomicLong();

    @Test
    void letsABurstPassAndThenTheRate() {
        // Given
        RateLimits limits = new RateLimits(2, 3, 10, clock::get);
        for (int i = 0; i < 3; i++) {
            assertThat(limits.take("a")).isZero();
        }
        // When
        long refused = limits.take("a");
        clock.addAndGet(500_000_000L);
        long passed = limits.take("a");
        // Then
        assertThat(refused).isEqualTo(1);
        assertThat(passed).isZero();
    }

    @Test
    void knowsClientsApart() {
        // Given
        RateLimits limits = new RateLimits(1, 1, 10, clock::get);
        limits.take("a");
        // When / Then
        assertThat(limits.take("b")).isZero();
        assertThat(limits.take("a")).isPositive();
    }

    @Test
    void isOffAtRateZero() {
        RateLimits limits = new RateLimits(0, 1, 10, clock::get);
        limits.take("a");
        assertThat(limits.take("a")).isZero();
    }
}
