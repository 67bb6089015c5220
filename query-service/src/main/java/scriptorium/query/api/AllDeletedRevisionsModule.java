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
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
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
import scriptorium.wikitext.title.TitleParser;

/** {@code list=alldeletedrevisions}: deleted revisions by title, or those of one user by time. */
@ApplicationScoped
class AllDeletedRevisionsModule implements QuerySubmodule {

    private static final int USUAL = 10;

    private final Params params = Params.declare("adr");
    private final RevisionOptions options = new RevisionOptions(params, false);
    private final Param<Optional<String>> user = params.user("user", "name", "ip", "temp", "interwiki", "id").optional();
    private final Param<Optional<Set<Integer>>> namespace = params.namespace("namespace").all("*").many();
    private final Param<Optional<Instant>> start = params.timestamp("start").info("useronly").optional();
    private final Param<Optional<Instant>> end = params.timestamp("end").info("useronly").optional();
    private final Param<String> dir = params.choice("dir", "newer", "older").orElse("older");
    private final Param<Optional<String>> from = params.text("from").info("nonuseronly").optional();
    private final Param<Optional<String>> to = params.text("to").info("nonuseronly").optional();
    private final Param<Optional<String>> prefix = params.text("prefix").info("nonuseronly").optional();
    private final Param<Optional<String>> excludeUser = params.user("excludeuser", "name", "ip", "temp", "interwiki", "id").info("nonuseronly").optional();
    private final Param<Optional<String>> tag = params.text("tag").optional();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Boolean> generateTitles = params.flag("generatetitles");
    private final ModuleSpec spec = ModuleSpec.list("alldeletedrevisions", params)
            .generator()
            .example("action=query&list=alldeletedrevisions&adruser=Example&adrlimit=50", "apihelp-query+alldeletedrevisions-example-user")
            .example("action=query&list=alldeletedrevisions&adrdir=newer&adrnamespace=0&adrlimit=50", "apihelp-query+alldeletedrevisions-example-ns-main")
            .build();

    private final Index index;
    private final RevisionFields fields;
    private final TitleFields titles;
    private final TitleParts parts;

    AllDeletedRevisionsModule(Index index, RevisionFields fields, TitleFields titles, TitleParser parser) {
        this.index = index;
        this.fields = fields;
        this.titles = titles;
        this.parts = new TitleParts(parser);
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public CacheMode cacheMode(ParamValues values, Caller caller) {
        return QuerySubmodule.unlessSeesHidden(caller, CacheMode.PUBLIC);
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        check(run);
        RevisionOptions.Wish wish = options.read(run, spec.feature());
        DeletedAccess.check(run, wish);
        int max = options.limit(run, wish, USUAL);
        boolean byUser = run.get(user).isPresent();
        if (run.generator() && run.get(generateTitles) && !run.get(dir).equals("newer") && !byUser) {
            run.warn(Msg.of("alldeletedrevisions-performance", "apiwarn-alldeletedrevisions-performance", Arg.raw("adr")));
        }
        String down = run.get(dir).equals("newer") ? "" : " DESC";
        String order = (byUser ? "" : "r.namespace" + down + ", dbkey(r.title)" + down + ", ") + "r.made_at" + down + ", r.id" + down;
        SqlText sql = new SqlText("SELECT " + RevisionFields.columns(wish, order) + ", r.namespace, r.title, p.id AS current_page FROM deleted_revision r"
                + " LEFT JOIN page p ON p.namespace = r.namespace AND p.title = r.title");
        conditions(run, sql, down.isEmpty());
        run.get(goOn).ifPresent(c -> DeletedAccess.goOn(sql, c, byUser, down.isEmpty()));
        return index.rows(sql.add(" ORDER BY " + order + " LIMIT ?", max + 1)).chain(rows -> found(run, wish, rows, max, byUser));
    }

    private void check(QueryRun run) {
        boolean byUser = run.get(user).isPresent();
        for (Param<?> param : byUser ? List.of(from, to, prefix, excludeUser) : List.<Param<?>>of(start, end)) {
            if (run.params().has(param)) {
                throw ApiException.of("invalidparammix", byUser ? "apierror-invalidparammix-cannotusewith" : "apierror-invalidparammix-mustusewith",
                        Arg.raw(run.params().wireName(param)), Arg.raw(run.params().wireName(user)));
            }
        }
    }

    private void conditions(QueryRun run, SqlText sql, boolean newer) {
        String after = newer ? ">=" : "<=";
        String before = newer ? "<=" : ">=";
        run.get(namespace).filter(ids -> !ids.isEmpty()).ifPresent(ids -> sql.where("r.namespace = ANY(?)", (Object) ids.toArray(Integer[]::new)));
        if (run.get(user).isPresent() || run.get(excludeUser).isPresent()) {
            run.get(user).ifPresent(name -> sql.where("r.user_name = named_user(?)", name));
            run.get(excludeUser).ifPresent(name -> sql.where("r.user_name IS DISTINCT FROM named_user(?)", name));
            Visibility.users(run, sql);
        }
        run.get(start).ifPresent(at -> sql.where("r.made_at " + after + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("r.made_at " + before + " ?", at.atOffset(ZoneOffset.UTC)));
        int of = run.get(namespace).filter(ids -> ids.size() == 1).map(ids -> ids.iterator().next()).orElse(0);
        run.get(from).map(t -> parts.of(t, of)).ifPresent(t -> sql.where("dbkey(r.title) " + after + " dbkey(?)", t));
        run.get(to).map(t -> parts.of(t, of)).ifPresent(t -> sql.where("dbkey(r.title) " + before + " dbkey(?)", t));
        run.get(prefix).map(t -> parts.of(t, of)).ifPresent(t -> sql.where("dbkey(r.title) >= dbkey(?) AND dbkey(r.title) < dbkey(?)", t, t + "\uFFFF"));
        run.get(tag).ifPresent(name -> sql.where("? = ANY(string_to_array(r.tags, '|'))", name));
    }

    private Uni<Found> found(QueryRun run, RevisionOptions.Wish wish, List<Row> rows, int max, boolean byUser) {
        Found found = new Found();
        RevisionsByPage pages = new RevisionsByPage(titles);
        RevisionTasks later = fields.tasks();
        int count = 0;
        for (Row row : rows) {
            if (++count > max || RevisionFields.full(wish, row)) {
                found.next(run, goOn, DeletedAccess.place(row, byUser));
                break;
            }
            Title title = Title.of(row.getInteger("namespace"), row.getString("title"));
            if (!run.generator()) {
                Long current = row.getLong("current_page");
                pages.add(current == null ? 0 : current, title, RevisionFields.orNothing(fields.show(run, row, wish, title, true, later)));
            } else if (run.get(generateTitles)) {
                found.title(title);
            } else {
                found.revisionId(row.getLong("id"));
            }
        }
        return later.fill(run.generator() ? found : found.value("alldeletedrevisions", pages.pages()));
    }
}
