package scriptorium.wikitext.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class AllocationTest {

    @Test
    void pagesAllocateLessThanFortyTimesTheirSize() {
        Benchmark bench = new Benchmark();
        double least = DoubleStream.generate(() -> bench.allocated(Benchmark.page())).limit(50).min().orElseThrow();
        assertThat(least).isLessThan(40);
    }
}
