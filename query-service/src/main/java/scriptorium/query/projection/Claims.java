package scriptorium.query.projection;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The claim that makes an event count once, and never after a newer one: taken in the transaction that applies it. */
final class Claims {

    private static final String CLAIM = """
            INSERT INTO projected (stream, key, seq) VALUES ($1, $2, $3)
            ON CONFLICT (stream, key) DO UPDATE SET seq = excluded.seq WHERE projected.seq < excluded.seq""";

    private Claims() {}

    static Uni<Boolean> claim(SqlConnection connection, String stream, String key, long seq) {
        return connection.preparedQuery(CLAIM).execute(Tuple.of(stream, key, seq)).map(done -> done.rowCount() == 1);
    }
}
