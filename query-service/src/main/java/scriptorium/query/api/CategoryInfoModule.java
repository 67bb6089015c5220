package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.PageSet;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Namespace;

/** {@code prop=categoryinfo}: how many members categories have. */
@ApplicationScoped
class CategoryInfoModule implements QuerySubmodule {

    private static final String SQL = """
            SELECT c.title, c.pages, c.subcats, c.files, EXISTS (SELECT 1 FROM page p JOIN page_property pp ON pp.page_id = p.id AND pp.name = 'hiddencat'
            WHERE p.namespace = 14 AND p.title = c.title) FROM category c""";

    private final Params params = Params.declare("ci");
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final ModuleSpec spec = ModuleSpec.prop("categoryinfo", params)
            .example("action=query&prop=categoryinfo&titles=Category:Plants", "apihelp-query+categoryinfo-example-simple")
            .build();

    private final Index index;

    CategoryInfoModule(Index index) {
        this.index = index;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        Map<String, Long> ids = new HashMap<>();
        for (PageSet.Entry entry : run.pages().titled()) {
            if (entry.title().orElseThrow().namespace() == Namespace.CATEGORY) {
                ids.put(entry.title().orElseThrow().text(), entry.id());
            }
        }
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Found.nothing());
        }
        SqlText sql = new SqlText(SQL).where("c.title = ANY(?)", (Object) ids.keySet().toArray(String[]::new)).where("c.pages > 0");
        run.get(goOn).ifPresent(c -> sql.where("dbkey(c.title) >= dbkey(?)", c.replace('_', ' ')));
        return index.rows(sql.add(" ORDER BY dbkey(c.title)")).map(rows -> {
            Found found = new Found();
            for (Row row : rows) {
                found.page(ids.get(row.getString(0))).put("categoryinfo", Result.tree()
                        .put("size", row.getInteger(1))
                        .put("pages", (long) row.getInteger(1) - row.getInteger(2) - row.getInteger(3))
                        .put("files", row.getInteger(3))
                        .put("subcats", row.getInteger(2))
                        .put("hidden", row.getBoolean(4)));
            }
            return found;
        });
    }
}
