package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;

/** {@code prop=extlinks}: the external addresses that pages link to. */
@ApplicationScoped
class ExtLinksModule implements QuerySubmodule {

    private final Params params = Params.declare("el");
    private final Param<Integer> limit = params.limit();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Optional<String>> protocol = params.text("protocol").optional();
    private final Param<Optional<String>> query = params.text("query").optional();
    private final ModuleSpec spec = ModuleSpec.prop("extlinks", params)
            .example("action=query&prop=extlinks&titles=Main%20Page", "apihelp-query+extlinks-example-simple")
            .build();

    private final Index index;

    ExtLinksModule(Index index) {
        this.index = index;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        if (run.pages().existing().isEmpty()) {
            return Uni.createFrom().item(Found.nothing());
        }
        SqlText sql = new SqlText("SELECT l.page_id, l.url FROM external_link l").where("l.page_id = ANY(?)", (Object) run.pages().ids());
        run.get(query).ifPresent(q -> sql.where("starts_with(l.url, ?)", run.get(protocol).orElse("http") + "://" + q));
        int from = run.get(goOn).map(c -> (int) Cursor.number(c)).orElse(0);
        return index.rows(sql.add(" ORDER BY l.page_id, l.url OFFSET ? LIMIT ?", from, run.get(limit) + 1)).map(rows -> {
            Found found = new Found();
            int count = 0;
            for (Row row : rows) {
                if (++count > run.get(limit)) {
                    return found.next(run, goOn, String.valueOf(from + run.get(limit)));
                }
                found.item(row.getLong(0), "extlinks", "el", Result.tree().content("url", row.getString(1)));
            }
            return found;
        });
    }
}
