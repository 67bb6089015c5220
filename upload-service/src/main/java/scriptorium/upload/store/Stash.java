package scriptorium.upload.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.event.EventJson;
import scriptorium.upload.media.MediaInfo;
import scriptorium.upload.model.StashedFile;

/** Files that wait to be published. */
@ApplicationScoped
public class Stash {

    private static final String COLUMNS = "key, user_id, object_key, file_name, file_size, received, chunks, complete, created_at";
    private static final String INSERT = "INSERT INTO stash (" + COLUMNS
            + ", width, height, bits, mime, media_type, sha1, metadata) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    private static final String FIND = "SELECT " + COLUMNS + " FROM stash WHERE key = $1";
    private static final String LIST = "SELECT " + COLUMNS
            + ", id, width, height, bits, mime, media_type FROM stash WHERE user_id = $1 AND id >= $2 ORDER BY id LIMIT $3";
    private static final String GROW = """
            UPDATE stash SET received = $3, chunks = chunks + 1
            WHERE key = $1 AND received = $2 AND NOT complete""";
    private static final String OLD = "SELECT " + COLUMNS + " FROM stash WHERE created_at < $1 ORDER BY created_at LIMIT $2";
    private static final String DELETE = "DELETE FROM stash WHERE key = $1";

    private final Pool pool;

    Stash(Pool pool) {
        this.pool = pool;
    }

    /** Keeps a file whose kind is not known yet: one that comes in chunks. */
    public Uni<Void> add(StashedFile file) {
        return add(file, new MediaInfo("", "", 0, 0, 0, "", 0, com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode()));
    }

    public Uni<Void> add(StashedFile file, MediaInfo media) {
        return pool.preparedQuery(INSERT)
                .execute(Tuple.from(List.of(file.key(), file.userId(), file.objectKey(), file.fileName(), file.fileSize(), file.received(), file.chunks(),
                        file.complete(), file.createdAt().atOffset(ZoneOffset.UTC), media.width(), media.height(), media.bits(), media.mime(), media.mediaType(),
                        media.sha1(), media.metadata().toString())))
                .replaceWithVoid();
    }

    public Uni<Optional<StashedFile>> find(String key) {
        return pool.preparedQuery(FIND).execute(Tuple.of(key)).map(rows -> {
            var row = rows.iterator();
            return row.hasNext() ? Optional.of(read(row.next())) : Optional.empty();
        });
    }

    private static final String DETAIL = "SELECT " + COLUMNS + ", width, height, bits, mime, media_type, sha1, metadata FROM stash WHERE key = $1";

    /** A stashed file with all that is known of it. */
    public record Detail(StashedFile file, MediaInfo media) {}

    public Uni<Optional<Detail>> detail(String key) {
        return pool.preparedQuery(DETAIL).execute(Tuple.of(key)).map(rows -> {
            var found = rows.iterator();
            return found.hasNext() ? Optional.of(detail(found.next())) : Optional.empty();
        });
    }

    private static Detail detail(Row row) {
        try {
            StashedFile file = read(row);
            return new Detail(file, new MediaInfo(row.getString(12), row.getString(13), row.getInteger(9), row.getInteger(10), row.getInteger(11),
                    row.getString(14), file.fileSize(), EventJson.MAPPER.readTree(row.getString(15))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Files that have waited since before an instant, oldest first. */
    public Uni<List<StashedFile>> olderThan(Instant when, int limit) {
        return pool.preparedQuery(OLD).execute(Tuple.of(when.atOffset(ZoneOffset.UTC), limit)).map(rows -> {
            List<StashedFile> files = new ArrayList<>();
            rows.forEach(row -> files.add(read(row)));
            return files;
        });
    }

    /** A stashed file with what lists show of it. */
    public record Listed(long id, StashedFile file, int width, int height, int bits, String mime, String mediaType) {}

    /** Files of a user from a number on, in the order in which they came. */
    public Uni<List<Listed>> list(long userId, long from, int limit) {
        return pool.preparedQuery(LIST).execute(Tuple.of(userId, from, limit)).map(rows -> {
            List<Listed> files = new ArrayList<>();
            rows.forEach(row -> files.add(new Listed(row.getLong(9), read(row), row.getInteger(10), row.getInteger(11), row.getInteger(12), row.getString(13),
                    row.getString(14))));
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
