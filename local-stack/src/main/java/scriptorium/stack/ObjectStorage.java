package scriptorium.stack;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 server that keeps its objects in a folder. Loopback only; requests must be signed. */
final class ObjectStorage implements AutoCloseable {

    static final String BUCKET = "files";

    private final S3Proxy server;

    private ObjectStorage(S3Proxy server) {
        this.server = server;
    }

    static ObjectStorage start(Path folder, int port, String accessKey, String secretKey) throws Exception {
        Path data = folder.resolve("s3");
        Files.createDirectories(data.resolve(BUCKET));
        S3Proxy server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(data.toString()))
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
                .build();
        server.start();
        return new ObjectStorage(server);
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
