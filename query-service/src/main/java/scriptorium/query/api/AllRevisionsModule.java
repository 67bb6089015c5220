package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.ModuleAnswer.CacheMode;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Title;

/** {@code list=allrevisions}: revisions of all pages, by time. */
@ApplicationScoped
class AllRevisionsModule implements QuerySubmodule {

    private static final int USUAL = 10;

    private final Params params = Params.declare("arv");
    private final RevisionOptions options = new RevisionOptions(params, false);
    private final Param<Optional<String>> user = params.user("user", "name", "ip", "temp", "interwiki", "id").optional();
    private final Param<Optional<Set<Integer>>> namespace = params.namespace("namespace").all("*").many();
    private final Param<Optional<Instant>> start = params.timestamp("start").optional();
    private final Param<Optional<Instant>> end = params.timestamp("end").optional();
    private final Param<String> dir = params.choice("dir", "newer", "older").orElse("older");
    private final Param<Optional<String>> excludeUser = params.user("excludeuser", "name", "ip", "temp", "interwiki", "id").optional();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Boolean> generateTitles = params.flag("generatetitles");
    private final ModuleSpec spec = ModuleSpec.list("allrevisions", params)
            .generator()
            .atMostOneOf(user, excludeUser)
            .example("action=query&list=allrevisions&arvuser=Example&arvlimit=50", "apihelp-query+allrevisions-example-user")
            .example("action=query&list=allrevisions&arvdir=newer&arvlimit=50", "apihelp-query+allrevisions-example-ns-any")
            .build();

    private final Index index;
    private final RevisionFields fields;
    private final TitleFields titles;

    AllRevisionsModule(Index index, RevisionFields fields, TitleFields titles) {
        this.index = index;
        this.fields = fields;
        this.titles = titles;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public CacheMode cacheMode(ParamValues values, Caller caller) {
        return QuerySubmodule.unlessSeesHidden(caller, QuerySubmodule.ofComments(options.parsesComments(values)));
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        RevisionOptions.Wish wish = options.read(run, spec.feature());
        int max = options.limit(run, wish, USUAL);
        boolean newer = run.get(dir).equals("newer");
        String after = newer ? ">=" : "<=";
        String order = newer ? "r.made_at, r.id" : "r.made_at DESC, r.id DESC";
        SqlText sql = new SqlText("SELECT " + RevisionFields.columns(wish, order) + ", p.namespace, p.title FROM revision r JOIN page p ON p.id = r.page_id");
        if (run.get(user).isPresent() || run.get(excludeUser).isPresent()) {
            run.get(user).ifPresent(name -> sql.where("r.user_name = named_user(?)", name));
            run.get(excludeUser).ifPresent(name -> sql.where("r.user_name IS DISTINCT FROM named_user(?)", name));
            Visibility.users(run, sql);
        }
        run.get(namespace).filter(ids -> !ids.isEmpty()).ifPresent(ids -> sql.where("p.namespace = ANY(?)", (Object) ids.toArray(Integer[]::new)));
        run.get(start).ifPresent(at -> sql.where("r.made_at " + after + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("r.made_at " + (newer ? "<=" : ">=") + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 2);
            sql.where("(r.made_at, r.id) " + after + " (?, ?)", Cursor.time(parts[0]), Cursor.number(parts[1]));
        });
        return index.rows(sql.add(" ORDER BY " + order + " LIMIT ?", max + 1)).chain(rows -> found(run, wish, rows, max));
    }

    private Uni<Found> found(QueryRun run, RevisionOptions.Wish wish, List<Row> rows, int max) {
        Found found = new Found();
        RevisionsByPage pages = new RevisionsByPage(titles);
        RevisionTasks later = fields.tasks();
        int count = 0;
        for (Row row : rows) {
            if (++count > max || RevisionFields.full(wish, row)) {
                found.next(run, goOn, Cursor.time(row.getOffsetDateTime("made_at")) + "|" + row.getLong("id"));
                break;
            }
            Title title = Title.of(row.getInteger("namespace"), row.getString("title"));
            if (!run.generator()) {
                pages.add(row.getLong("page_id"), title, RevisionFields.orNothing(fields.show(run, row, wish, title, false, later)));
            } else if (run.get(generateTitles)) {
                found.title(title);
            } else {
                found.revisionId(row.getLong("id"));
            }
        }
        return later.fill(run.generator() ? found : found.value("allrevisions", pages.pages()));
    }
}
