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

/** {@code list=pagepropnames}: names of the properties that pages have. */
@ApplicationScoped
class PagePropNamesModule implements QuerySubmodule {

    /** From name to name through the index: the cost follows the names, not the pages. */
    private static final String SQL = """
            WITH RECURSIVE names AS (
                (SELECT name COLLATE "C" AS name FROM page_property WHERE name COLLATE "C" >= $1 ORDER BY name COLLATE "C" LIMIT 1)
                UNION ALL SELECT (SELECT p.name COLLATE "C" FROM page_property p WHERE p.name COLLATE "C" > n.name ORDER BY p.name COLLATE "C" LIMIT 1)
                FROM names n WHERE n.name IS NOT NULL)
            SELECT name FROM names WHERE name IS NOT NULL LIMIT $2""";

    private final Params params = Params.declare("ppn");
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Integer> limit = params.limit();
    private final ModuleSpec spec = ModuleSpec.list("pagepropnames", params)
            .example("action=query&list=pagepropnames", "apihelp-query+pagepropnames-example-simple")
            .build();

    private final Index index;

    PagePropNamesModule(Index index) {
        this.index = index;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        String start = run.get(goOn).map(c -> Cursor.parts(c, 1)[0]).orElse("");
        return index.rows(SQL, start, run.get(limit) + 1).map(rows -> {
            Found found = new Found();
            Result.Items items = Result.items("p");
            Batch.each(rows, run.get(limit), row -> items.add(Result.tree().put("propname", row.getString(0))), row -> found.next(run, goOn, row.getString(0)));
            return found.value("pagepropnames", items);
        });
    }
}
