package scriptorium.router.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class CompressionTest {

    @Test
    void listensToWhatIsAccepted() {
        assertThat(Compression.accepted("br, gzip;q=0.5")).isTrue();
        assertThat(Compression.accepted("gzip;q=0")).isFalse();
        assertThat(Compression.accepted("identity")).isFalse();
        assertThat(Compression.accepted(null)).isFalse();
    }

    @Test
    void packsSoThatItCanBeUnpacked() throws IOException {
        // Given
        byte[] body = "abc".repeat(1000).getBytes();
        // When
        byte[] packed = Compression.gzip(body);
        // Then
        assertThat(packed.length).isLessThan(200);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes()).isEqualTo(body);
    }
}
