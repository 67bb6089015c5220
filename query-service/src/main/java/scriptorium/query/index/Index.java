package scriptorium.query.index;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Runs the SQL of the submodules. Every statement is bounded by a limit or by the page set. */
@ApplicationScoped
public class Index {

    private final Pool pool;

    Index(Pool pool) {
        this.pool = pool;
    }

    public Uni<List<Row>> rows(String sql, Object... arguments) {
        return pool.preparedQuery(sql).execute(Tuple.from(arguments)).map(set -> {
            List<Row> rows = new ArrayList<>(set.size());
            set.forEach(rows::add);
            return rows;
        });
    }

    public Uni<List<Row>> rows(SqlText sql) {
        return rows(sql.text(), sql.arguments());
    }

    public Pool pool() {
        return pool;
    }
}
