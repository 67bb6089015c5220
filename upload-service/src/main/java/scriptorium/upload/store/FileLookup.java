package scriptorium.upload.store;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.upload.model.FileName;

/** Finds the bytes of a file for those who look at it. Blocks, within a bound: it is called from worker threads that stream the bytes next. */
@ApplicationScoped
public class FileLookup {

    private static final String CURRENT = "SELECT object_key, mime, sha1, size, width FROM file_version WHERE name = $1 AND is_current";
    private static final String ARCHIVED = """
            SELECT object_key, mime, sha1, size, width FROM file_version
            WHERE archive_name = $1 AND archive_name <> '' AND NOT is_deleted LIMIT 1""";

    /** Where the bytes are and what they are. */
    public record Found(String objectKey, String mime, String sha1, long size, int width) {}

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
        return new Found(row.getString(0), row.getString(1), row.getString(2), row.getLong(3), row.getInteger(4));
    }
}
