package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import scriptorium.contract.message.ApiException;
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
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** What {@code list=backlinks}, {@code embeddedin} and {@code imageusage} have in common: the pages that point to a title. */
abstract class SourcesModule implements QuerySubmodule {

    /** Through redirects, answers hold half as much. */
    private static final int MAX_THROUGH = 250;

    private final Index index;
    private final TitleFields titles;
    private final TitleParser parser;
    private final String name;
    private final String element;
    private final String table;
    private final boolean imagesOnly;
    private final boolean redirectable;
    private final Params params;
    private final Param<Optional<String>> title;
    private final Param<Optional<Long>> pageId;
    private final Param<Optional<String>> goOn;
    private final Param<Optional<Set<Integer>>> namespace;
    private final Param<String> dir;
    private final Param<String> filterRedir;
    private final Param<Integer> limit;
    private final Param<Boolean> redirect;
    private final ModuleSpec spec;

    SourcesModule(Index index, TitleFields titles, TitleParser parser, String name, String prefix, String element, String table, boolean redirectable) {
        this.index = index;
        this.titles = titles;
        this.parser = parser;
        this.name = name;
        this.element = element;
        this.table = table;
        this.imagesOnly = table.equals("image_link");
        this.redirectable = redirectable;
        params = Params.declare(prefix);
        title = params.text("title").optional();
        pageId = params.integer("pageid").optional();
        goOn = params.text("continue").optional();
        namespace = params.namespace("namespace").all("*").many();
        dir = params.choice("dir", "ascending", "descending").orElse("ascending");
        filterRedir = params.choice("filterredir", "all", "redirects", "nonredirects").orElse("all");
        limit = params.limit();
        redirect = redirectable ? params.flag("redirect") : null;
        spec = ModuleSpec.list(name, params)
                .generator()
                .exactlyOneOf(title, pageId)
                .example("action=query&list=" + name + "&" + prefix + "title=" + (imagesOnly ? "File:Sunrise.png" : "Main%20Page"),
                        "apihelp-query+" + name + "-example-simple")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        return target(run).chain(target -> {
            if (imagesOnly && target.namespace() != Namespace.FILE) {
                throw ApiException.of("bad_image_title", "apierror-imageusage-badtitle", Arg.raw(name));
            }
            boolean through = redirectable && run.get(redirect);
            int max = through ? limitThrough(run) : run.get(limit);
            return index.rows(sql(run, List.of(target), max)).chain(rows -> through ? through(run, rows, max) : Uni.createFrom().item(found(run, rows, Map.of(), max)));
        });
    }

    /** With those that come by a redirect, half as many are listed. */
    private int limitThrough(QueryRun run) {
        int most = run.caller().may("apihighlimits") ? MAX_THROUGH * 10 : MAX_THROUGH;
        int asked = run.get(limit);
        if (run.params().saidMax(limit)) {
            run.tellLimit(most);
        } else if (asked > most) {
            String name = run.params().wireName(limit);
            run.warn(Msg.of("outofrange", "paramvalidator-outofrange-minmax", Arg.plain(name), Arg.plain(String.valueOf(asked)), Arg.num(1), Arg.num(most))
                    .with("min", 1L).with("curmax", (long) most).with("max", (long) MAX_THROUGH).with("highmax", MAX_THROUGH * 10L));
        }
        return Math.min(asked, most);
    }

    private Uni<Title> target(QueryRun run) {
        if (run.get(title).isPresent()) {
            String text = run.get(title).get();
            return Uni.createFrom().item(parser.parse(text, Namespace.MAIN).title().filter(Title::isLocal).map(Title::withoutFragment)
                    .orElseThrow(() -> ApiException.of("invalidtitle", "apierror-invalidtitle", Arg.raw(text))));
        }
        long id = run.get(pageId).orElseThrow();
        return index.rows("SELECT namespace, title FROM page WHERE id = $1", id).map(rows -> {
            if (rows.isEmpty()) {
                throw ApiException.of("nosuchpageid", "apierror-nosuchpageid", Arg.rawNum(id));
            }
            return Title.of(rows.getFirst().getInteger(0), rows.getFirst().getString(1));
        });
    }

    private SqlText sql(QueryRun run, List<Title> targets, int max) {
        boolean up = run.get(dir).equals("ascending");
        boolean byNamespace = run.get(namespace).filter(ids -> ids.size() > 1).isPresent();
        SqlText sql = new SqlText("SELECT p.id, p.namespace, p.title, p.is_redirect, l.title FROM " + table + " l JOIN page p ON p.id = l.page_id");
        sql.where("l.title = ?", targets.getFirst().text());
        if (!imagesOnly) {
            sql.where("l.namespace = ?", targets.getFirst().namespace());
        }
        run.get(namespace).filter(ids -> !ids.isEmpty()).ifPresent(ids -> sql.where("l.from_namespace = ANY(?)", (Object) ids.toArray(Integer[]::new)));
        sql.whereIf(run.get(filterRedir).equals("redirects"), "p.is_redirect").whereIf(run.get(filterRedir).equals("nonredirects"), "NOT p.is_redirect");
        run.get(goOn).ifPresent(c -> {
            String[] parts = c.split("\\|", -1);
            if (parts.length < 2) {
                throw Cursor.bad();
            }
            int of = (int) Cursor.number(parts[0]);
            String after = up ? ">=" : "<=";
            if (byNamespace) {
                sql.where("(l.from_namespace, l.page_id) " + after + " (?, ?)", of, Cursor.number(parts[1]));
            } else {
                sql.where("l.page_id " + after + " ?", Cursor.number(parts[1]));
            }
        });
        String order = up ? "" : " DESC";
        return sql.add(" ORDER BY " + (byNamespace ? "l.from_namespace" + order + ", " : "") + "l.page_id" + order + " LIMIT ?", max + 1);
    }

    /** Pages that link to redirects among the sources. */
    private Uni<Found> through(QueryRun run, List<Row> rows, int max) {
        List<Row> redirects = rows.stream().limit(max).filter(row -> row.getBoolean(3)).toList();
        Integer[] namespaces = redirects.stream().map(row -> row.getInteger(1)).toArray(Integer[]::new);
        String[] texts = redirects.stream().map(row -> row.getString(2)).toArray(String[]::new);
        String sql = "SELECT p.id, p.namespace, p.title, p.is_redirect, l.namespace, l.title FROM page_link l JOIN page p ON p.id = l.page_id"
                + " WHERE (l.namespace, l.title) IN (SELECT * FROM unnest($1::integer[], $2::text[])) ORDER BY l.namespace, l.title, l.page_id LIMIT $3";
        return index.rows(sql, namespaces, texts, run.get(limit)).map(more -> {
            Map<Title, List<Row>> under = more.stream().collect(Collectors.groupingBy(row -> Title.of(row.getInteger(4), row.getString(5))));
            return found(run, rows, under, max);
        });
    }

    private Result.Tree item(Row row) {
        return titles.put(Result.tree().put("pageid", row.getLong(0)), row.getInteger(1), row.getString(2)).flag("redirect", row.getBoolean(3));
    }

    private Found found(QueryRun run, List<Row> rows, Map<Title, List<Row>> under, int max) {
        Found found = new Found();
        Result.Items items = Result.items(element);
        int count = 0;
        for (Row row : rows) {
            if (++count > max) {
                found.next(run, goOn, row.getInteger(1) + "|" + row.getLong(0));
                break;
            }
            Title title = Title.of(row.getInteger(1), row.getString(2));
            Optional<List<Row>> links = Optional.ofNullable(under.get(title));
            if (run.generator()) {
                found.title(title);
                links.ifPresent(more -> more.forEach(one -> found.title(Title.of(one.getInteger(1), one.getString(2)))));
                continue;
            }
            Result.Tree item = item(row);
            links.ifPresent(more -> item.put("redirlinks", Result.Items.of(element, more.stream().map(this::item).toList())));
            items.add(item);
        }
        return run.generator() ? found : found.value(name, items);
    }
}
