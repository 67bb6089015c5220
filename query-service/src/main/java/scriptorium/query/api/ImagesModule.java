package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
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
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code prop=images}: the files that pages use. */
@ApplicationScoped
class ImagesModule implements QuerySubmodule {

    private final Params params = Params.declare("im");
    private final Param<Integer> limit = params.limit();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Optional<Set<String>>> wanted = params.text("images").many();
    private final Param<String> dir = params.choice("dir", "ascending", "descending").orElse("ascending");
    private final ModuleSpec spec = ModuleSpec.prop("images", params)
            .generator()
            .example("action=query&prop=images&titles=Main%20Page", "apihelp-query+images-example-simple")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final TitleParser parser;

    ImagesModule(Index index, TitleFields titles, TitleParser parser) {
        this.index = index;
        this.titles = titles;
        this.parser = parser;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    private Stream<Title> file(QueryRun run, String text) {
        Optional<Title> title = parser.parse(text, Namespace.MAIN).title().filter(t -> t.namespace() == Namespace.FILE);
        if (title.isEmpty()) {
            run.warn(Msg.of("notfile", "apiwarn-notfile", Arg.raw(text)));
        }
        return title.stream();
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        if (run.pages().existing().isEmpty()) {
            return Uni.createFrom().item(Found.nothing());
        }
        boolean up = run.get(dir).equals("ascending");
        SqlText sql = new SqlText("SELECT l.page_id, l.title FROM image_link l").where("l.page_id = ANY(?)", (Object) run.pages().ids());
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 2);
            sql.where("(l.page_id, dbkey(l.title)) " + (up ? ">=" : "<=") + " (?, dbkey(?))", Cursor.number(parts[0]), parts[1].replace('_', ' '));
        });
        run.get(wanted).filter(texts -> !texts.isEmpty()).ifPresent(texts -> sql.where("l.title = ANY(?)", (Object) texts.stream().flatMap(t -> file(run, t))
                .map(Title::text).toArray(String[]::new)));
        String order = up ? "" : " DESC";
        return index.rows(sql.add(" ORDER BY l.page_id" + order + ", dbkey(l.title)" + order + " LIMIT ?", run.get(limit) + 1)).map(rows -> {
            Found found = new Found();
            int count = 0;
            for (Row row : rows) {
                if (++count > run.get(limit)) {
                    return found.next(run, goOn, row.getLong(0) + "|" + row.getString(1).replace(' ', '_'));
                }
                if (run.generator()) {
                    found.title(Title.of(Namespace.FILE, row.getString(1)));
                } else {
                    found.item(row.getLong(0), "images", "im", titles.put(Result.tree(), Namespace.FILE, row.getString(1)));
                }
            }
            return found;
        });
    }
}
