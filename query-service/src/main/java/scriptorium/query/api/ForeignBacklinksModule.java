package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
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

/** What {@code list=iwbacklinks} and {@code list=langbacklinks} have in common: pages that link to other wikis. */
abstract class ForeignBacklinksModule implements QuerySubmodule {

    private final Index index;
    private final TitleFields titles;
    private final String table;
    private final String column;
    private final String element;
    private final String shownPrefix;
    private final String shownTitle;
    private final String withoutPrefix;
    private final Params params;
    private final Param<Optional<String>> prefix;
    private final Param<Optional<String>> title;
    private final Param<Optional<String>> goOn;
    private final Param<Integer> limit;
    private final Param<Set<String>> prop;
    private final Param<String> dir;
    private final ModuleSpec spec;

    /**
     * @param column of the table that names the wiki, {@code prefixName} the parameter that does
     * @param shown names of the answer's fields for wiki and title
     * @param withoutPrefix code of the error of a title without its wiki
     */
    ForeignBacklinksModule(
            Index index, TitleFields titles, String name, String element, String table, String column, String prefixName, List<String> shown, String withoutPrefix) {
        this.index = index;
        this.titles = titles;
        this.table = table;
        this.column = column;
        this.element = element;
        this.withoutPrefix = withoutPrefix;
        shownPrefix = shown.get(0);
        shownTitle = shown.get(1);
        params = Params.declare(element);
        prefix = params.text(prefixName).optional();
        title = params.text("title").optional();
        goOn = params.text("continue").optional();
        limit = params.limit();
        prop = params.choice("prop", shownPrefix, shownTitle).manyOr();
        dir = params.choice("dir", "ascending", "descending").orElse("ascending");
        spec = ModuleSpec.list(name, params)
                .generator()
                .example("action=query&list=" + name + "&" + element + "title=Test&" + element + prefixName + "=wikipedia", "apihelp-query+" + name + "-example-simple")
                .example("action=query&generator=" + name + "&g" + element + "title=Test&g" + element + prefixName + "=wikipedia&prop=info",
                        "apihelp-query+" + name + "-example-generator")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        if (run.get(title).isPresent() && run.get(prefix).isEmpty()) {
            throw ApiException.of(withoutPrefix, "apierror-invalidparammix-mustusewith", Arg.raw(run.params().wireName(title)), Arg.raw(run.params().wireName(prefix)));
        }
        boolean up = run.get(dir).equals("ascending");
        String order = up ? "" : " DESC";
        SqlText sql = new SqlText("SELECT p.id, p.namespace, p.title, l." + column + ", l.title FROM " + table + " l JOIN page p ON p.id = l.page_id");
        run.get(prefix).ifPresent(wiki -> sql.where("l." + column + " = ?", wiki));
        run.get(title).ifPresent(text -> sql.where("l.title = ?", text));
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 3);
            sql.where("(l." + column + ", l.title, l.page_id) " + (up ? ">=" : "<=") + " (?, ?, ?)", parts[0], parts[1], Cursor.number(parts[2]));
        });
        sql.add(" ORDER BY l." + column + order + ", l.title" + order + ", l.page_id" + order + " LIMIT ?", run.get(limit) + 1);
        return index.rows(sql).map(rows -> found(run, rows));
    }

    private Found found(QueryRun run, List<Row> rows) {
        Found found = new Found();
        Result.Items items = Result.items(element.equals("lbl") ? "ll" : "iw");
        Batch.each(rows, run.get(limit), row -> {
            if (run.generator()) {
                found.title(Title.of(row.getInteger(1), row.getString(2)));
                return;
            }
            Result.Tree item = titles.put(Result.tree().put("pageid", row.getLong(0)), row.getInteger(1), row.getString(2));
            if (run.get(prop).contains(shownPrefix)) {
                item.put(shownPrefix, row.getString(3));
            }
            if (run.get(prop).contains(shownTitle)) {
                item.put(shownTitle, row.getString(4));
            }
            items.add(item);
        }, row -> found.next(run, goOn, row.getString(3) + "|" + row.getString(4) + "|" + row.getLong(0)));
        return run.generator() ? found : found.value(spec.name(), items);
    }
}
