package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
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

/** {@code list=random}: each page has a random number; the list begins anywhere among them and goes round once. */
@ApplicationScoped
class RandomModule implements QuerySubmodule {

    /** Start, where to go on (number and page), and whether the end has been passed. */
    private record Place(double start, double at, long page, boolean round) {}

    private final Params params = Params.declare("rn");
    private final Param<Optional<Set<Integer>>> namespace = params.namespace("namespace").all("*").many();
    private final Param<String> filterRedir = params.choice("filterredir", "all", "redirects", "nonredirects").orElse("nonredirects");
    private final Param<Boolean> redirect = params.deprecatedFlag("redirect");
    private final Param<Integer> limit = params.limit("limit", 500, 5000).orElse(1);
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final ModuleSpec spec = ModuleSpec.list("random", params)
            .generator()
            .example("action=query&list=random&rnnamespace=0&rnlimit=2", "apihelp-query+random-example-simple")
            .example("action=query&generator=random&grnnamespace=0&grnlimit=2&prop=info", "apihelp-query+random-example-generator")
            .build();

    private final Index index;
    private final TitleFields titles;

    RandomModule(Index index, TitleFields titles) {
        this.index = index;
        this.titles = titles;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        Place place = run.get(goOn).map(RandomModule::place).orElseGet(() -> {
            double start = ThreadLocalRandom.current().nextDouble();
            return new Place(start, start, 0, false);
        });
        int wanted = run.get(limit);
        Found found = new Found();
        Result.Items items = Result.items("page");
        return rows(run, place, wanted + 1).chain(rows -> {
            boolean more = show(run, found, items, rows, wanted, place);
            if (more || place.round()) {
                return Uni.createFrom().voidItem();
            }
            Place again = new Place(place.start(), 0, 0, true);
            int left = wanted - rows.size();
            return rows(run, again, left + 1).invoke(rest -> show(run, found, items, rest, left, again)).replaceWithVoid();
        }).map(_ -> run.generator() ? found : found.value("random", items));
    }

    private static Place place(String text) {
        String[] parts = Cursor.parts(text, 4);
        try {
            return new Place(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), Cursor.number(parts[2]), !parts[3].equals("0"));
        } catch (NumberFormatException notANumber) {
            throw Cursor.bad();
        }
    }


    private Uni<List<Row>> rows(QueryRun run, Place place, int count) {
        SqlText sql = new SqlText("SELECT p.id, p.namespace, p.title, p.random FROM page p").where("(p.random, p.id) >= (?, ?)", place.at(), place.page());
        sql.whereIf(place.round(), "p.random < ?", place.start());
        run.get(namespace).filter(ids -> !ids.isEmpty()).ifPresent(ids -> sql.where("p.namespace = ANY(?)", (Object) ids.toArray(Integer[]::new)));
        String shown = run.get(redirect) ? "redirects" : run.get(filterRedir);
        sql.whereIf(shown.equals("redirects"), "p.is_redirect").whereIf(shown.equals("nonredirects"), "NOT p.is_redirect");
        return index.rows(sql.add(" ORDER BY p.random, p.id LIMIT ?", count));
    }

    /** Whether there are more. */
    private boolean show(QueryRun run, Found found, Result.Items items, List<Row> rows, int max, Place place) {
        Batch.each(rows, max, row -> {
            if (run.generator()) {
                found.title(Title.of(row.getInteger(1), row.getString(2)));
            } else {
                items.add(titles.put(Result.tree().put("id", row.getLong(0)), row.getInteger(1), row.getString(2)));
            }
        }, row -> found.next(run, goOn, String.format(Locale.ROOT, "%.17g|%.17g|%d|%d", place.start(), row.getDouble(3), row.getLong(0), place.round() ? 1 : 0)));
        return rows.size() > max;
    }
}
