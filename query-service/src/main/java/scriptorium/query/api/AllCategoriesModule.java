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
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code list=allcategories}: categories that have members or a page. */
@ApplicationScoped
class AllCategoriesModule implements QuerySubmodule {

    private static final String SELECT = "SELECT c.title, c.pages, c.subcats, c.files, EXISTS (SELECT FROM page p JOIN page_property pp ON pp.page_id = p.id"
            + " AND pp.name = 'hiddencat' WHERE p.namespace = 14 AND p.title = c.title) FROM category c";

    private final Params params = Params.declare("ac");
    private final Param<Optional<String>> from = params.text("from").optional();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Optional<String>> to = params.text("to").optional();
    private final Param<Optional<String>> prefix = params.text("prefix").optional();
    private final Param<String> dir = params.choice("dir", "ascending", "descending").orElse("ascending");
    private final Param<Optional<Long>> min = params.integer("min").optional();
    private final Param<Optional<Long>> max = params.integer("max").optional();
    private final Param<Integer> limit = params.limit();
    private final Param<Set<String>> prop = params.choice("prop", "size", "hidden").manyOr();
    private final ModuleSpec spec = ModuleSpec.list("allcategories", params)
            .generator()
            .example("action=query&list=allcategories&acprop=size", "apihelp-query+allcategories-example-size")
            .example("action=query&generator=allcategories&gacprefix=List&prop=info", "apihelp-query+allcategories-example-generator")
            .build();

    private final Index index;
    private final TitleParts parts;

    AllCategoriesModule(Index index, TitleParser parser) {
        this.index = index;
        this.parts = new TitleParts(parser);
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        boolean up = run.get(dir).equals("ascending");
        String after = up ? ">=" : "<=";
        SqlText sql = new SqlText(SELECT).where("(c.pages > 0 OR EXISTS (SELECT FROM page p WHERE p.namespace = 14 AND p.title = c.title))");
        run.get(goOn).ifPresent(c -> sql.where("dbkey(c.title) " + after + " dbkey(?)", Cursor.parts(c, 1)[0].replace('_', ' ')));
        run.get(from).map(this::part).ifPresent(t -> sql.where("dbkey(c.title) " + after + " dbkey(?)", t));
        run.get(to).map(this::part).ifPresent(t -> sql.where("dbkey(c.title) " + (up ? "<=" : ">=") + " dbkey(?)", t));
        run.get(prefix).map(this::part).ifPresent(t -> sql.where("dbkey(c.title) >= dbkey(?) AND dbkey(c.title) < dbkey(?)", t, t + "\uFFFF"));
        run.get(min).ifPresent(n -> sql.where("c.pages >= ?", Cursor.bounded(n)));
        run.get(max).ifPresent(n -> sql.where("c.pages <= ?", Cursor.bounded(n)));
        return index.rows(sql.add(" ORDER BY dbkey(c.title)" + (up ? "" : " DESC") + " LIMIT ?", run.get(limit) + 1)).map(rows -> {
            Found found = new Found();
            Result.Items items = Result.items("c");
            Batch.each(rows, run.get(limit), row -> {
                if (run.generator()) {
                    found.title(Title.of(Namespace.CATEGORY, row.getString(0)));
                    return;
                }
                Result.Tree item = Result.tree();
                if (run.get(prop).contains("size")) {
                    item.put("size", row.getInteger(1)).put("pages", (long) row.getInteger(1) - row.getInteger(2) - row.getInteger(3))
                            .put("files", row.getInteger(3)).put("subcats", row.getInteger(2));
                }
                if (run.get(prop).contains("hidden")) {
                    item.put("hidden", row.getBoolean(4));
                }
                items.add(item.content("category", row.getString(0)));
            }, row -> found.next(run, goOn, row.getString(0).replace(' ', '_')));
            return run.generator() ? found : found.value("allcategories", items);
        });
    }

    private String part(String text) {
        return parts.of(text, Namespace.CATEGORY);
    }
}
