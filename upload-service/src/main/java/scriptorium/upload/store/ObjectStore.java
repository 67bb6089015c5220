package scriptorium.upload.store;

import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Bytes in S3. Every method blocks: for the work pool. */
@ApplicationScoped
public class ObjectStore {

    private static final long PART = 10L * 1024 * 1024;

    private final MinioClient minio;
    private final String bucket;

    ObjectStore(MinioClient minio, @ConfigProperty(name = "scriptorium.s3.bucket", defaultValue = "files") String bucket) {
        this.minio = minio;
        this.bucket = bucket;
    }

    public void put(String key, Path file, String mime) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            put(key, in, Files.size(file), mime);
        }
    }

    public void put(String key, InputStream in, long size, String mime) throws IOException {
        call(() -> minio.putObject(PutObjectArgs.builder().bucket(bucket).object(key).stream(in, size, size > PART ? PART : -1).contentType(mime).build()));
    }

    /** The bytes; the caller closes them. Empty when there is no such object. */
    public Optional<InputStream> get(String key) throws IOException {
        return absent(() -> minio.getObject(GetObjectArgs.builder().bucket(bucket).object(key).build()));
    }

    public Optional<InputStream> get(String key, long offset, long length) throws IOException {
        return absent(() -> minio.getObject(GetObjectArgs.builder().bucket(bucket).object(key).offset(offset).length(length).build()));
    }

    public boolean exists(String key) throws IOException {
        return absent(() -> minio.statObject(StatObjectArgs.builder().bucket(bucket).object(key).build())).isPresent();
    }

    /** An object of the bucket. */
    public record Listed(String key, Instant modifiedAt) {}

    /** The objects after a key, in the order of their keys. */
    public List<Listed> list(String after, int limit) throws IOException {
        return call(() -> {
            List<Listed> found = new ArrayList<>();
            ListObjectsArgs.Builder wanted = ListObjectsArgs.builder().bucket(bucket).recursive(true).maxKeys(limit);
            for (var result : minio.listObjects((after.isEmpty() ? wanted : wanted.startAfter(after)).build())) {
                Item item = result.get();
                found.add(new Listed(item.objectName(), item.lastModified().toInstant()));
                if (found.size() >= limit) {
                    break;
                }
            }
            return found;
        });
    }

    public void remove(String key) throws IOException {
        call(() -> {
            minio.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(key).build());
            return null;
        });
    }

    private interface Call<T> {
        T run() throws MinioException, IOException, GeneralSecurityException;
    }

    private static <T> T call(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (MinioException | GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static <T> Optional<T> absent(Call<T> call) throws IOException {
        try {
            return Optional.of(call.run());
        } catch (ErrorResponseException e) {
            if (e.errorResponse().code().equals("NoSuchKey") || e.errorResponse().code().equals("NoSuchObject")) {
                return Optional.empty();
            }
            throw new IOException(e);
        } catch (MinioException | GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
