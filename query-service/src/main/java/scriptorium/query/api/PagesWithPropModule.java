package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
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
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Title;

/** {@code list=pageswithprop}: pages that have a property. */
@ApplicationScoped
class PagesWithPropModule implements QuerySubmodule {

    private final Params params = Params.declare("pwp");
    private final Param<String> name = params.text("propname").required();
    private final Param<Set<String>> prop = params.choice("prop", "ids", "title", "value").manyOr("ids", "title");
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Integer> limit = params.limit();
    private final Param<String> dir = params.choice("dir", "ascending", "descending").orElse("ascending");
    private final ModuleSpec spec = ModuleSpec.list("pageswithprop", params)
            .generator()
            .example("action=query&list=pageswithprop&pwppropname=displaytitle&pwpprop=ids|title|value", "apihelp-query+pageswithprop-example-simple")
            .example("action=query&generator=pageswithprop&gpwppropname=notoc&prop=info", "apihelp-query+pageswithprop-example-generator")
            .build();

    private final Index index;
    private final TitleFields titles;

    PagesWithPropModule(Index index, TitleFields titles) {
        this.index = index;
        this.titles = titles;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        boolean up = run.get(dir).equals("ascending");
        SqlText sql = new SqlText("SELECT p.id, p.namespace, p.title, pp.value FROM page_property pp JOIN page p ON p.id = pp.page_id")
                .where("pp.name COLLATE \"C\" = ?", run.get(name));
        run.get(goOn).filter(c -> !c.isEmpty()).ifPresent(c -> sql.where("pp.page_id " + (up ? ">=" : "<=") + " ?", Cursor.number(c)));
        return index.rows(sql.add(" ORDER BY pp.page_id" + (up ? "" : " DESC") + " LIMIT ?", run.get(limit) + 1)).map(rows -> {
            Found found = new Found();
            Result.Items items = Result.items("page");
            Batch.each(rows, run.get(limit), row -> {
                if (run.generator()) {
                    found.title(Title.of(row.getInteger(1), row.getString(2)));
                    return;
                }
                Result.Tree item = Result.tree();
                if (run.get(prop).contains("ids")) {
                    item.put("pageid", row.getLong(0));
                }
                if (run.get(prop).contains("title")) {
                    titles.put(item, row.getInteger(1), row.getString(2));
                }
                if (run.get(prop).contains("value")) {
                    item.put("value", row.getString(3));
                }
                items.add(item);
            }, row -> found.next(run, goOn, String.valueOf(row.getLong(0))));
            return run.generator() ? found : found.value("pageswithprop", items);
        });
    }
}
