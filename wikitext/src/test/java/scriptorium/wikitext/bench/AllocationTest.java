package scriptorium.wikitext.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class AllocationTest {

    @Test
    void pagesAllocateLessThanFortyTimesTheirSize() {
        Benchmark bench = new Benchmark();
        for (String text : List.of(Benchmark.article(), Benchmark.page())) {
            assertThat(DoubleStream.generate(() -> bench.allocated(text)).limit(50).min().orElseThrow()).isLessThan(40);
        }
    }
}
