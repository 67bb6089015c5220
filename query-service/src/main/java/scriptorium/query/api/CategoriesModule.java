package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
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

/** {@code prop=categories}: the categories that pages are in. */
@ApplicationScoped
class CategoriesModule implements QuerySubmodule {

    private static final String HIDDEN = """
            EXISTS (SELECT 1 FROM page c JOIN page_property pp ON pp.page_id = c.id AND pp.name = 'hiddencat' WHERE c.namespace = 14 AND c.title = l.category)""";

    private final Params params = Params.declare("cl");
    private final Param<Optional<Set<String>>> prop = params.choice("prop", "sortkey", "timestamp", "hidden").many();
    private final Param<Optional<Set<String>>> show = params.choice("show", "hidden", "!hidden").many();
    private final Param<Integer> limit = params.limit();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Optional<Set<String>>> wanted = params.text("categories").many();
    private final Param<String> dir = params.choice("dir", "ascending", "descending").orElse("ascending");
    private final ModuleSpec spec = ModuleSpec.prop("categories", params)
            .generator()
            .example("action=query&prop=categories&titles=Main%20Page", "apihelp-query+categories-example-simple")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final TitleParser parser;

    CategoriesModule(Index index, TitleFields titles, TitleParser parser) {
        this.index = index;
        this.titles = titles;
        this.parser = parser;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    private Stream<String> category(QueryRun run, String text) {
        Optional<Title> title = parser.parse(text, Namespace.MAIN).title().filter(t -> t.namespace() == Namespace.CATEGORY);
        if (title.isEmpty()) {
            run.warn(Msg.of("invalidcategory", "apiwarn-invalidcategory", Arg.raw(text)));
        }
        return title.map(Title::text).stream();
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        if (run.pages().existing().isEmpty()) {
            return Uni.createFrom().item(Found.nothing());
        }
        boolean up = run.get(dir).equals("ascending");
        SqlText sql = new SqlText("SELECT l.page_id, l.category, l.sort_key, l.sort_prefix, l.added_at, " + HIDDEN + " FROM category_link l")
                .where("l.page_id = ANY(?)", (Object) run.pages().ids());
        if (!run.get(wanted).orElse(Set.of()).isEmpty()) {
            String[] only = run.get(wanted).get().stream().flatMap(text -> category(run, text)).toArray(String[]::new);
            if (only.length == 0) {
                return Uni.createFrom().item(Found.nothing());
            }
            sql.where("l.category = ANY(?)", (Object) only);
        }
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 2);
            sql.where("(l.page_id, dbkey(l.category)) " + (up ? ">=" : "<=") + " (?, dbkey(?))", Cursor.number(parts[0]), parts[1].replace('_', ' '));
        });
        Set<String> shown = run.get(show).orElse(Set.of());
        if (shown.size() == 2) {
            throw ApiException.of("show", "apierror-show");
        }
        sql.whereIf(shown.contains("hidden"), HIDDEN).whereIf(shown.contains("!hidden"), "NOT " + HIDDEN);
        String order = up ? "" : " DESC";
        return index.rows(sql.add(" ORDER BY l.page_id" + order + ", dbkey(l.category)" + order + " LIMIT ?", run.get(limit) + 1)).map(rows -> {
            Found found = new Found();
            Set<String> props = run.get(prop).orElse(Set.of());
            int count = 0;
            for (Row row : rows) {
                if (++count > run.get(limit)) {
                    return found.next(run, goOn, row.getLong(0) + "|" + row.getString(1).replace(' ', '_'));
                }
                if (run.generator()) {
                    found.title(Title.of(Namespace.CATEGORY, row.getString(1)));
                    continue;
                }
                Result.Tree category = titles.put(Result.tree(), Namespace.CATEGORY, row.getString(1));
                if (props.contains("sortkey")) {
                    category.put("sortkey", HexFormat.of().formatHex(row.getString(2).getBytes(StandardCharsets.UTF_8)))
                            .put("sortkeyprefix", row.getString(3));
                }
                if (props.contains("timestamp")) {
                    category.put("timestamp", Timestamps.iso(row.getOffsetDateTime(4).toInstant()));
                }
                if (props.contains("hidden")) {
                    category.put("hidden", row.getBoolean(5));
                }
                found.item(row.getLong(0), "categories", "cl", category);
            }
            return found;
        });
    }
}
