package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.ApiException;
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

/** What {@code prop=linkshere}, {@code transcludedin}, {@code fileusage} and {@code redirects} have in common: pages that point to the pages asked for. */
abstract class SourcesPropModule implements QuerySubmodule {

    private final Index index;
    private final TitleFields titles;
    private final String name;
    private final String element;
    private final String table;
    private final boolean files;
    private final boolean redirects;
    private final Params params;
    private final Param<Set<String>> prop;
    private final Param<Optional<Set<Integer>>> namespace;
    private final Param<Optional<Set<String>>> show;
    private final Param<Integer> limit;
    private final Param<Optional<String>> goOn;
    private final ModuleSpec spec;

    /** Whether the targets are of several namespaces, of several titles, and their sources of several namespaces: only what differs is told in a place. */
    private record Shape(boolean spaces, boolean titles, boolean sources) {
        int parts() {
            return 1 + (spaces ? 1 : 0) + (titles ? 1 : 0) + (sources ? 1 : 0);
        }
    }

    private Shape shape(QueryRun run, Collection<Title> targets) {
        return new Shape(targets.stream().map(Title::namespace).distinct().count() > 1, targets.stream().map(Title::text).distinct().count() > 1,
                !redirects && run.get(namespace).filter(ids -> ids.size() > 1).isPresent());
    }

    SourcesPropModule(Index index, TitleFields titles, String name, String prefix, String table) {
        this.index = index;
        this.titles = titles;
        this.name = name;
        this.element = prefix;
        this.table = table;
        files = table.equals("image_link");
        redirects = table.equals("redirect");
        params = Params.declare(prefix);
        prop = redirects ? params.choice("prop", "pageid", "title", "fragment").manyOr("pageid", "title")
                : params.choice("prop", "pageid", "title", "redirect").manyOr("pageid", "title", "redirect");
        namespace = params.namespace("namespace").all("*").many();
        show = redirects ? params.choice("show", "fragment", "!fragment").many() : params.choice("show", "redirect", "!redirect").many();
        limit = params.limit();
        goOn = params.text("continue").optional();
        spec = ModuleSpec.prop(name, params)
                .generator()
                .example("action=query&prop=" + name + "&titles=" + (files ? "File:Sunrise.png" : "Main%20Page"), "apihelp-query+" + name + "-example-simple")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        Map<Title, Long> ids = new HashMap<>();
        run.pages().titled().stream().filter(e -> !files || e.title().orElseThrow().namespace() == Namespace.FILE)
                .forEach(e -> ids.put(e.title().orElseThrow().withoutFragment(), e.id()));
        if (ids.isEmpty()) {
            checkForSpecialPages(run);
            return Uni.createFrom().item(Found.nothing());
        }
        List<Title> wanted = ids.keySet().stream().sorted(java.util.Comparator.comparingInt(Title::namespace).thenComparing(Title::dbKey)).toList();
        Shape shape = shape(run, wanted);
        String target = files ? "6, l.title" : "l.namespace, l.title";
        String place = files ? "6, dbkey(l.title)" : "l.namespace, dbkey(l.title)";
        SqlText sql = new SqlText("SELECT p.id, p.namespace, p.title, p.is_redirect, " + target + (redirects ? ", l.fragment" : ", ''") + " FROM " + table
                + " l JOIN page p ON p.id = l.page_id");
        var arrays = PageIndex.arrays(wanted);
        if (files) {
            sql.where("l.title = ANY(?)", arrays.getValue(1));
        } else {
            sql.where("(l.namespace, l.title) IN (SELECT * FROM unnest(?::integer[], ?::text[]))", arrays.getValue(0), arrays.getValue(1));
        }
        sql.whereIf(redirects, "l.interwiki = ''");
        run.get(namespace).ifPresent(list -> sql.where("p.namespace = ANY(?)", (Object) list.toArray(Integer[]::new)));
        run.get(goOn).ifPresent(c -> {
            Iterator<String> parts = List.of(Cursor.parts(c, shape.parts())).iterator();
            int namespaceOf = shape.spaces() ? (int) Cursor.number(parts.next()) : wanted.getFirst().namespace();
            String titleOf = shape.titles() ? parts.next().replace('_', ' ') : wanted.getFirst().text();
            int sourceOf = shape.sources() ? (int) Cursor.number(parts.next()) : 0;
            sql.where("(" + place + ", " + (shape.sources() ? "l.from_namespace" : "0") + ", l.page_id) >= (?, dbkey(?), ?, ?)", namespaceOf, titleOf, sourceOf,
                    Cursor.number(parts.next()));
        });
        shown(run, sql);
        String source = shape.sources() ? "l.from_namespace, l.page_id" : "l.page_id";
        return index.rows(sql.add(" ORDER BY " + (files ? "dbkey(l.title)" : place) + ", " + source + " LIMIT ?", run.get(limit) + 1)).map(rows -> found(run, rows, ids, shape));
    }

    /** Nothing can point to a special page, but what is asked about one is checked. */
    private void checkForSpecialPages(QueryRun run) {
        if (!files && run.pages().all().stream().anyMatch(entry -> entry.title().filter(Title::isLocal).isPresent())) {
            run.get(goOn).ifPresent(Cursor::number);
            wanted(run);
        }
    }

    private Set<String> wanted(QueryRun run) {
        Set<String> wanted = run.get(show).orElse(Set.of());
        if (wanted.size() == 2) {
            throw ApiException.of("show", "apierror-show");
        }
        return wanted;
    }

    private void shown(QueryRun run, SqlText sql) {
        Set<String> wanted = wanted(run);
        sql.whereIf(wanted.contains("redirect"), "p.is_redirect").whereIf(wanted.contains("!redirect"), "NOT p.is_redirect")
                .whereIf(wanted.contains("fragment"), "l.fragment <> ''").whereIf(wanted.contains("!fragment"), "l.fragment = ''");
    }

    private Found found(QueryRun run, List<Row> rows, Map<Title, Long> ids, Shape shape) {
        Found found = new Found();
        int count = 0;
        for (Row row : rows) {
            if (++count > run.get(limit)) {
                return found.next(run, goOn, (shape.spaces() ? row.getInteger(4) + "|" : "") + (shape.titles() ? row.getString(5).replace(' ', '_') + "|" : "")
                        + (shape.sources() ? row.getInteger(1) + "|" : "") + row.getLong(0));
            }
            if (run.generator()) {
                found.title(Title.of(row.getInteger(1), row.getString(2)));
                continue;
            }
            Set<String> props = run.get(prop);
            Result.Tree item = Result.tree();
            if (props.contains("pageid")) {
                item.put("pageid", row.getLong(0));
            }
            if (props.contains("title")) {
                titles.put(item, row.getInteger(1), row.getString(2));
            }
            if (props.contains("redirect")) {
                item.put("redirect", row.getBoolean(3));
            }
            if (props.contains("fragment") && !row.getString(6).isEmpty()) {
                item.put("fragment", row.getString(6));
            }
            found.item(ids.get(Title.of(row.getInteger(4), row.getString(5))), name, element, item.isEmpty() ? Result.items(element) : item);
        }
        return found;
    }
}
