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

    /** A category that has no members is known when it has a page. */
    private static final String SQL = """
            SELECT t.title, coalesce(c.pages, 0), coalesce(c.subcats, 0), coalesce(c.files, 0),
                EXISTS (SELECT FROM page_property h WHERE h.page_id = p.id AND h.name = 'hiddencat')
            FROM unnest(?::text[]) AS t(title) LEFT JOIN category c ON c.title = t.title LEFT JOIN page p ON p.namespace = 14 AND p.title = t.title
            WHERE (c.pages > 0 OR p.id IS NOT NULL)""";

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
        SqlText sql = new SqlText("").add(SQL, (Object) ids.keySet().toArray(String[]::new));
        run.get(goOn).ifPresent(c -> sql.add(" AND dbkey(t.title) >= dbkey(?)", c.replace('_', ' ')));
        return index.rows(sql.add(" ORDER BY dbkey(t.title)")).map(rows -> {
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
