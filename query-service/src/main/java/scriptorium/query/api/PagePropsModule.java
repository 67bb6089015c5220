package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;

/** {@code prop=pageprops}: properties that pages have set in their text. */
@ApplicationScoped
class PagePropsModule implements QuerySubmodule {

    private final Params params = Params.declare("pp");
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Optional<Set<String>>> prop = params.text("prop").many();
    private final ModuleSpec spec = ModuleSpec.prop("pageprops", params)
            .example("action=query&prop=pageprops&titles=Main%20Page", "apihelp-query+pageprops-example-simple")
            .build();

    private final Index index;

    PagePropsModule(Index index) {
        this.index = index;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        Optional<Long> from = run.get(goOn).filter(c -> !c.isEmpty()).map(Cursor::number);
        if (run.pages().existing().isEmpty()) {
            return Uni.createFrom().item(Found.nothing());
        }
        SqlText sql = new SqlText("SELECT page_id, name, value FROM page_property").where("page_id = ANY(?)", (Object) run.pages().ids());
        run.get(prop).ifPresent(names -> sql.where("name = ANY(?)", (Object) names.toArray(String[]::new)));
        from.ifPresent(id -> sql.where("page_id >= ?", id));
        return index.rows(sql.add(" ORDER BY page_id, name")).map(rows -> {
            Found found = new Found();
            for (Row row : rows) {
                Result.Tree page = found.page(row.getLong(0));
                if (page.get("pageprops") == null) {
                    page.put("pageprops", Result.tree());
                }
                ((Result.Tree) page.get("pageprops")).put(row.getString(1), row.getString(2));
            }
            return found;
        });
    }
}
