package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.query.index.PageIndex;
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** What {@code prop=links} and {@code prop=templates} have in common: the pages that pages point to. */
abstract class TargetsModule implements QuerySubmodule {

    private final Index index;
    private final TitleFields titles;
    private final TitleParser parser;
    private final String table;
    private final String field;
    private final String element;
    private final Params params;
    private final Param<Optional<Set<Integer>>> namespace;
    private final Param<Integer> limit;
    private final Param<Optional<String>> goOn;
    private final Param<Optional<Set<String>>> wanted;
    private final Param<String> dir;
    private final ModuleSpec spec;

    TargetsModule(Index index, TitleFields titles, TitleParser parser, String name, String prefix, String wantedName, String table, String element) {
        this.index = index;
        this.titles = titles;
        this.parser = parser;
        this.table = table;
        this.field = name;
        this.element = element;
        params = Params.declare(prefix);
        namespace = params.namespace("namespace", -2, -1).all("*").many();
        limit = params.limit();
        goOn = params.text("continue").optional();
        wanted = params.text(wantedName).many();
        dir = params.choice("dir", "ascending", "descending").orElse("ascending");
        spec = ModuleSpec.prop(name, params)
                .generator()
                .example("action=query&prop=" + name + "&titles=Main%20Page", "apihelp-query+" + name + "-example-simple")
                .build();
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
        boolean up = run.get(dir).equals("ascending");
        SqlText sql = new SqlText("SELECT l.page_id, l.namespace, l.title FROM " + table + " l").where("l.page_id = ANY(?)", (Object) run.pages().ids());
        run.get(namespace).filter(ids -> !ids.isEmpty()).ifPresent(ids -> sql.where("l.namespace = ANY(?)", (Object) ids.toArray(Integer[]::new)));
        run.get(wanted).filter(texts -> !texts.isEmpty()).ifPresent(texts -> {
            List<Title> only = texts.stream().flatMap(text -> valid(run, text)).toList();
            var arrays = PageIndex.arrays(only);
            sql.where("(l.namespace, l.title) IN (SELECT * FROM unnest(?::integer[], ?::text[]))", arrays.getValue(0), arrays.getValue(1));
        });
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 3);
            sql.where("(l.page_id, l.namespace, dbkey(l.title)) " + (up ? ">=" : "<=") + " (?, ?, dbkey(?))", Cursor.number(parts[0]), (int) Cursor.number(parts[1]),
                    parts[2].replace('_', ' '));
        });
        String order = up ? "" : " DESC";
        sql.add(" ORDER BY l.page_id" + order + ", l.namespace" + order + ", dbkey(l.title)" + order + " LIMIT ?", run.get(limit) + 1);
        return index.rows(sql).map(rows -> found(run, rows));
    }

    private Stream<Title> valid(QueryRun run, String text) {
        Optional<Title> title = parser.parse(text, Namespace.MAIN).title();
        if (title.isEmpty()) {
            run.warn(Msg.of("invalidtitle", "apiwarn-invalidtitle", Arg.raw(text)));
        }
        return title.stream();
    }

    private Found found(QueryRun run, List<Row> rows) {
        Found found = new Found();
        int count = 0;
        for (Row row : rows) {
            if (++count > run.get(limit)) {
                return found.next(run, goOn, row.getLong(0) + "|" + row.getInteger(1) + "|" + row.getString(2).replace(' ', '_'));
            }
            if (run.generator()) {
                found.title(Title.of(row.getInteger(1), row.getString(2)));
            } else {
                found.item(row.getLong(0), field, element, titles.put(Result.tree(), row.getInteger(1), row.getString(2)));
            }
        }
        return found;
    }
}
