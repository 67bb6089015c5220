package scriptorium.upload.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scriptorium.upload.model.StashedFile;

/** Files that wait to be published. */
@ApplicationScoped
public class Stash {

    private static final String COLUMNS = "key, user_id, object_key, file_name, file_size, received, chunks, complete, created_at";
    private static final String INSERT = "INSERT INTO stash (" + COLUMNS + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    private static final String FIND = "SELECT " + COLUMNS + " FROM stash WHERE key = $1";
    private static final String LIST = "SELECT " + COLUMNS + " FROM stash WHERE user_id = $1 AND complete AND key >= $2 ORDER BY key LIMIT $3";
    private static final String GROW = """
            UPDATE stash SET received = $3, chunks = chunks + 1
            WHERE key = $1 AND received = $2 AND NOT complete""";
    private static final String DELETE = "DELETE FROM stash WHERE key = $1";

    private final Pool pool;

    Stash(Pool pool) {
        this.pool = pool;
    }

    public Uni<Void> add(StashedFile file) {
        return pool.preparedQuery(INSERT)
                .execute(Tuple.from(List.of(file.key(), file.userId(), file.objectKey(), file.fileName(), file.fileSize(), file.received(), file.chunks(),
                        file.complete(), file.createdAt().atOffset(ZoneOffset.UTC))))
                .replaceWithVoid();
    }

    public Uni<Optional<StashedFile>> find(String key) {
        return pool.preparedQuery(FIND).execute(Tuple.of(key)).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? Optional.of(read(row.next())) : Optional.empty();
        });
    }

    /** Files of a user from a key on, in order of keys. */
    public Uni<List<StashedFile>> list(long userId, String from, int limit) {
        return pool.preparedQuery(LIST).execute(Tuple.of(userId, from, limit)).map(rows -> {
            List<StashedFile> files = new ArrayList<>();
            rows.forEach(row -> files.add(read(row)));
            return files;
        });
    }

    /** Notes one more chunk; false when another one came in between. */
    public Uni<Boolean> grow(String key, long from, long to) {
        return pool.preparedQuery(GROW).execute(Tuple.of(key, from, to)).map(done -> done.rowCount() == 1);
    }

    public Uni<Void> remove(String key) {
        return pool.preparedQuery(DELETE).execute(Tuple.of(key)).replaceWithVoid();
    }

    private static StashedFile read(Row row) {
        return new StashedFile(row.getString(0), row.getLong(1), row.getString(2), row.getString(3), row.getLong(4), row.getLong(5), row.getInteger(6),
                row.getBoolean(7), row.getOffsetDateTime(8).toInstant());
    }
}
