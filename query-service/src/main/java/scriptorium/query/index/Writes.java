package scriptorium.query.index;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one transaction writes, gathered first and then sent in one go: the connection pipelines the statements, so they cost one round trip together. They run
 * in the order in which they were added; the first that fails makes the rest fail with it.
 */
public final class Writes {

    private record Statement(String sql, List<Tuple> rows) {}

    private final List<Statement> statements = new ArrayList<>();

    public Writes add(String sql, Object... arguments) {
        statements.add(new Statement(sql, List.of(Tuple.from(Arrays.asList(arguments)))));
        return this;
    }

    /** One statement for many rows; none for no rows. */
    public Writes addAll(String sql, List<Tuple> rows) {
        if (!rows.isEmpty()) {
            statements.add(new Statement(sql, rows));
        }
        return this;
    }

    public Uni<Void> send(SqlConnection connection) {
        if (statements.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Uni<?>> sent = new ArrayList<>(statements.size());
        for (Statement statement : statements) {
            var query = connection.preparedQuery(statement.sql());
            sent.add(statement.rows().size() == 1 ? query.execute(statement.rows().getFirst()) : query.executeBatch(statement.rows()));
        }
        return Uni.combine().all().unis(sent).discardItems();
    }
}
