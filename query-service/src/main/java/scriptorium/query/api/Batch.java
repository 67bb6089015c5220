package scriptorium.query.api;

import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.function.Consumer;

/** Goes through the rows of one answer: one more was asked for than is shown, and that one says where to go on. */
final class Batch {

    private Batch() {}

    static void each(List<Row> rows, int limit, Consumer<Row> show, Consumer<Row> next) {
        rows.stream().limit(limit).forEach(show);
        if (rows.size() > limit) {
            next.accept(rows.get(limit));
        }
    }
}
