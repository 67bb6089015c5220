package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
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
    private final Param<String> protocol = ExternalSearch.protocol(params);
    private final Param<Optional<String>> query = params.text("query").optional();
    /** Says nothing any more: all addresses are kept with a protocol. */
    private final Param<Boolean> expandUrl = params.deprecatedFlag("expandurl");
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
        SqlText sql = new SqlText("SELECT l.page_id, l.url, l.id FROM external_link l").where("l.page_id = ANY(?)", (Object) run.pages().ids());
        ExternalSearch.where(sql, run.get(query).orElse(""), run.get(protocol));
        run.get(goOn).ifPresent(c -> sql.where("l.id >= ?", Cursor.lenient(Cursor.parts(c, 1)[0])));
        return index.rows(sql.add(" ORDER BY l.id LIMIT ?", run.get(limit) + 1)).map(rows -> {
            Found found = new Found();
            Batch.each(rows, run.get(limit), row -> found.item(row.getLong(0), "extlinks", "el", Result.tree().content("url",
                    row.getString(1))),
                    row -> found.next(run, goOn, String.valueOf(row.getLong(2))));
            return found;
        });
    }
}
