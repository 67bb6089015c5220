package scriptorium.upload.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.MinioClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {

    @Test
    void aStoreThatIsAwayIsAnErrorAtOnce() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        MinioClient minio = MinioClient.builder().endpoint("http://127.0.0.1:" + port).credentials("key", "secret")
                .httpClient(new MinioHttpClient().apply("").orElseThrow()).build();
        ObjectStore objects = new ObjectStore(minio, "files");
        Instant begun = Instant.now();
        assertThatThrownBy(() -> objects.get("original/a.png")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> objects.put("original/a.png", new ByteArrayInputStream(new byte[3]), 3, "image/png")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> objects.list("", 10)).isInstanceOf(IOException.class);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
}
