package scriptorium.upload.store;

import io.quarkiverse.minio.client.OptionalHttpClientProducer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import javax.net.SocketFactory;
import okhttp3.OkHttpClient;

/** An HTTP client that does not wait for full packets: with Nagle's algorithm a small put takes twenty times as long. */
@ApplicationScoped
class MinioHttpClient implements OptionalHttpClientProducer {

    @Override
    public Optional<OkHttpClient> apply(String clientName) {
        return Optional.of(new OkHttpClient.Builder()
                .socketFactory(new NoDelay())
                .connectTimeout(Duration.ofSeconds(5))
                .readTimeout(Duration.ofSeconds(30))
                .writeTimeout(Duration.ofSeconds(30))
                .build());
    }

    private static final class NoDelay extends SocketFactory {
        private final SocketFactory plain = SocketFactory.getDefault();

        private static Socket quick(Socket socket) throws IOException {
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket() throws IOException {
            return quick(plain.createSocket());
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return quick(plain.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return quick(plain.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return quick(plain.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return quick(plain.createSocket(host, port, local, localPort));
        }
    }
}
