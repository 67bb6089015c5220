package scriptorium.router.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormBytesTest {

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 3_000_000, 20_000_000})
    void keepsAllBytesWhateverWasDeclared(long declared) {
        // Given
        FormBytes bytes = new FormBytes(declared);
        byte[] expected = new byte[3_000_000];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (byte) (i * 31 >> 3);
        }
        // When
        for (int from = 0; from < expected.length; from += 7001) {
            bytes.add(Buffer.buffer(Arrays.copyOfRange(expected, from, Math.min(expected.length, from + 7001))));
        }
        // Then
        assertThat(bytes.length()).isEqualTo(expected.length);
        assertThat(Arrays.copyOf(bytes.take(), expected.length)).isEqualTo(expected);
        assertThat(bytes.take()).isEmpty();
    }
}
