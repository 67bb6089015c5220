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
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/**
 * What {@code list=alllinks}, {@code alltransclusions}, {@code allfileusages} and {@code allredirects} have in common: all titles that something points to.
 * The first two go by the order in which titles were first pointed to, the others by the alphabet.
 */
abstract class AllTargetsModule implements QuerySubmodule {

    private final Index index;
    private final TitleFields titles;
    private final TitleParts parts;
    private final String name;
    private final String element;
    private final String table;
    private final boolean numbered;
    private final boolean files;
    private final boolean redirects;
    private final Params params;
    private final Param<Optional<String>> goOn;
    private final Param<Optional<String>> from;
    private final Param<Optional<String>> to;
    private final Param<Optional<String>> prefix;
    private final Param<Boolean> unique;
    private final Param<Set<String>> prop;
    private final Optional<Param<Integer>> namespace;
    private final Param<Integer> limit;
    private final Param<String> dir;
    private final ModuleSpec spec;

    AllTargetsModule(Index index, TitleFields titles, TitleParser parser, String name, String prefixOfParams, String element, String table, int usual) {
        this.index = index;
        this.titles = titles;
        this.parts = new TitleParts(parser);
        this.name = name;
        this.element = element;
        this.table = table;
        files = table.equals("image_link");
        redirects = table.equals("redirect");
        numbered = !files && !redirects;
        params = Params.declare(prefixOfParams);
        goOn = params.text("continue").optional();
        from = params.text("from").optional();
        to = params.text("to").optional();
        prefix = params.text("prefix").optional();
        unique = params.flag("unique");
        prop = redirects ? params.choice("prop", "fragment", "ids", "interwiki", "title").manyOr("title") : params.choice("prop", "ids", "title").manyOr("title");
        namespace = files ? Optional.empty() : Optional.of(params.namespace("namespace", -2, -1).orElse(usual));
        limit = params.limit();
        dir = params.choice("dir", "ascending", "descending").orElse("ascending");
        spec = ModuleSpec.list(name, params)
                .generator()
                .example("action=query&list=" + name + "&" + prefixOfParams + "from=B&" + prefixOfParams + "prop=ids|title", "apihelp-query+" + name + "-example-b")
                .example("action=query&generator=" + name + "&g" + prefixOfParams + "unique=&g" + prefixOfParams + "from=B",
                        "apihelp-query+" + name + "-example-unique-generator")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        if (run.get(unique)) {
            for (String one : run.get(prop)) {
                if (!one.equals("title")) {
                    throw ApiException.of("invalidparammix", "apierror-invalidparammix-cannotusewith", Arg.raw(run.params().wireName(prop) + "=" + one),
                            Arg.raw(run.params().wireName(unique)));
                }
            }
        }
        return index.rows(sql(run)).map(rows -> found(run, rows));
    }

    private SqlText sql(QueryRun run) {
        boolean once = run.get(unique);
        boolean up = run.get(dir).equals("ascending");
        String after = up ? ">=" : "<=";
        String order = up ? "" : " DESC";
        int of = namespace.map(run::get).orElse(Namespace.FILE);
        SqlText sql = new SqlText(select(once));
        if (!files) {
            sql.where("l.namespace = ?", of);
        }
        sql.whereIf(redirects, "l.interwiki = ''");
        run.get(from).map(t -> parts.of(t, of)).ifPresent(t -> sql.where("dbkey(l.title) >= dbkey(?)", t));
        // Whatever the direction, as in MediaWiki.
        run.get(to).map(t -> parts.of(t, of)).ifPresent(t -> sql.where("dbkey(l.title) <= dbkey(?)", t));
        run.get(prefix).map(t -> parts.of(t, of)).ifPresent(t -> sql.where("dbkey(l.title) >= dbkey(?) AND dbkey(l.title) < dbkey(?)", t, t + "\uFFFF"));
        run.get(goOn).ifPresent(c -> after(sql, c, once, after, of));
        if (numbered) {
            return sql.add(" ORDER BY l.id" + (once ? "" : ", s.page_id" + order) + " LIMIT ?", run.get(limit) + 1);
        }
        return sql.add((once ? " GROUP BY dbkey(l.title) ORDER BY dbkey(l.title)" + order : " ORDER BY dbkey(l.title)" + order + ", l.page_id" + order) + " LIMIT ?", run.get(limit) + 1);
    }

    /** Columns: title, source page, fragment, interwiki prefix, number of the title. */
    private String select(boolean once) {
        if (numbered) {
            return once
                    ? "SELECT l.title, 0::bigint, '', '', l.id FROM link_target l JOIN LATERAL (SELECT FROM " + table
                            + " s WHERE s.namespace = l.namespace AND s.title = l.title LIMIT 1) s ON true"
                    : "SELECT l.title, s.page_id, '', '', l.id FROM link_target l JOIN " + table + " s ON s.namespace = l.namespace AND s.title = l.title";
        }
        return once ? "SELECT min(l.title), 0::bigint, '', '', 0::bigint FROM " + table + " l"
                : "SELECT l.title, l.page_id, " + (redirects ? "l.fragment, l.interwiki" : "'', ''") + ", 0::bigint FROM " + table + " l";
    }

    private void after(SqlText sql, String text, boolean once, String after, int of) {
        String[] at = Cursor.parts(text, once ? 1 : 2);
        String title = at[0].replace('_', ' ');
        if (once) {
            sql.where(numbered ? "l.id >= (SELECT t.id FROM link_target t WHERE t.namespace = " + of + " AND t.title = ?)" : "dbkey(l.title) " + after + " dbkey(?)", title);
        } else if (numbered) {
            // Titles that have numbers come in their order whatever the direction, as in MediaWiki.
            sql.where("(l.id > ? OR l.id = ? AND s.page_id " + after + " ?)", Cursor.number(at[0]), Cursor.number(at[0]), Cursor.number(at[1]));
        } else {
            sql.where("(dbkey(l.title), l.page_id) " + after + " (dbkey(?), ?)", title, Cursor.number(at[1]));
        }
    }

    private Found found(QueryRun run, List<Row> rows) {
        Found found = new Found();
        Result.Items items = Result.items(element);
        int of = namespace.map(run::get).orElse(Namespace.FILE);
        Set<String> props = run.get(prop);
        Batch.each(rows, run.get(limit), row -> {
            if (run.generator()) {
                generate(run, found, row, of);
                return;
            }
            Result.Tree item = Result.tree();
            if (props.contains("ids")) {
                item.put("fromid", row.getLong(1));
            }
            if (props.contains("title")) {
                titles.put(item, of, row.getString(0));
            }
            if (props.contains("fragment") && !row.getString(2).isEmpty()) {
                item.put("fragment", row.getString(2));
            }
            if (props.contains("interwiki") && !row.getString(3).isEmpty()) {
                item.put("interwiki", row.getString(3));
            }
            items.add(item);
        }, row -> {
            String key = row.getString(0).replace(' ', '_');
            found.next(run, goOn, run.get(unique) ? key : (numbered ? String.valueOf(row.getLong(4)) : key) + "|" + row.getLong(1));
        });
        return run.generator() ? found : found.value(name, items);
    }

    private void generate(QueryRun run, Found found, Row row, int of) {
        if (run.get(unique)) {
            found.title(Title.of(of, row.getString(0)));
        } else {
            found.pageId(row.getLong(1));
        }
    }
}
