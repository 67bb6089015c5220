package scriptorium.upload.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteRangeTest {

    @Test
    void readsOneRange() {
        assertThat(ByteRange.of("bytes=0-9", 100)).contains(new ByteRange(0, 10));
        assertThat(ByteRange.of("bytes=90-", 100)).contains(new ByteRange(90, 10));
        assertThat(ByteRange.of("bytes=-5", 100)).contains(new ByteRange(95, 5));
        assertThat(ByteRange.of("bytes=50-500", 100)).contains(new ByteRange(50, 50));
        assertThat(ByteRange.of("bytes=200-300", 100)).contains(new ByteRange(200, 0));
    }

    @Test
    void leavesWhatItCannotRead() {
        for (String header : new String[] {null, "", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,4-5", "lines=1-2"}) {
            assertThat(ByteRange.of(header, 100)).as(String.valueOf(header)).isEmpty();
        }
    }
}
