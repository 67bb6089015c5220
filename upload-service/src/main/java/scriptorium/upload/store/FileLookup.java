package scriptorium.upload.store;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.upload.model.FileName;

/** Finds the bytes of a file for those who look at it. Blocks, within a bound: it is called from worker threads that stream the bytes next. */
@ApplicationScoped
public class FileLookup {

    private static final String CURRENT = "SELECT object_key, mime, sha1, size, width, uploaded_at, metadata FROM file_version WHERE name = $1 AND is_current";
    private static final String ARCHIVED = """
            SELECT object_key, mime, sha1, size, width, uploaded_at, metadata FROM file_version
            WHERE archive_name = $1 AND archive_name <> '' AND NOT is_deleted LIMIT 1""";

    private static final Pattern ORIENTATION = Pattern.compile("\"Orientation\",\"value\":([1-8])\\b");

    /**
     * Where the bytes are and what they are.
     *
     * @param orientation how the camera was held, 0 when it is not said
     */
    public record Found(String objectKey, String mime, String sha1, long size, int width, Instant uploadedAt, int orientation) {}

    private final Pool pool;
    private final Duration patience;

    FileLookup(Pool pool, @ConfigProperty(name = "scriptorium.upload.lookup-timeout", defaultValue = "5s") Duration patience) {
        this.pool = pool;
        this.patience = patience;
    }

    public Optional<Found> current(FileName name) {
        return one(CURRENT, name.value());
    }

    public Optional<Found> archived(String archiveName) {
        return one(ARCHIVED, archiveName);
    }

    private Optional<Found> one(String sql, String argument) {
        var rows = pool.preparedQuery(sql).execute(Tuple.of(argument)).await().atMost(patience).iterator();
        return rows.hasNext() ? Optional.of(read(rows.next())) : Optional.empty();
    }

    private static Found read(Row row) {
        Matcher told = ORIENTATION.matcher(row.getString(6));
        return new Found(row.getString(0), row.getString(1), row.getString(2), row.getLong(3), row.getInteger(4), row.getOffsetDateTime(5).toInstant(),
                told.find() ? Integer.parseInt(told.group(1)) : 0);
    }
}
