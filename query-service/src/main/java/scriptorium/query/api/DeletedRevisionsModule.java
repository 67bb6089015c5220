package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scriptorium.contract.call.ModuleAnswer.CacheMode;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.index.Index;
import scriptorium.query.index.PageIndex;
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Title;

/** {@code prop=deletedrevisions}: deleted revisions of the titles asked for, or by their numbers. */
@ApplicationScoped
class DeletedRevisionsModule implements QuerySubmodule {

    private static final int USUAL = 10;

    private final Params params = Params.declare("drv");
    private final RevisionOptions options = new RevisionOptions(params, false);
    private final Param<Optional<Instant>> start = params.timestamp("start").optional();
    private final Param<Optional<Instant>> end = params.timestamp("end").optional();
    private final Param<String> dir = params.choice("dir", "newer", "older").orElse("older");
    private final Param<Optional<String>> tag = params.text("tag").optional();
    private final Param<Optional<String>> user = params.user("user", "name", "ip", "temp", "interwiki", "id").optional();
    private final Param<Optional<String>> excludeUser = params.user("excludeuser", "name", "ip", "temp", "interwiki", "id").optional();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final ModuleSpec spec = ModuleSpec.prop("deletedrevisions", params)
            .generator()
            .atMostOneOf(user, excludeUser)
            .example("action=query&prop=deletedrevisions&titles=Main%20Page|Talk:Main%20Page&drvslots=*&drvprop=user|comment|content",
                    "apihelp-query+deletedrevisions-example-titles")
            .example("action=query&prop=deletedrevisions&revids=123456", "apihelp-query+deletedrevisions-example-revids")
            .build();

    private final Index index;
    private final RevisionFields fields;

    DeletedRevisionsModule(Index index, RevisionFields fields) {
        this.index = index;
        this.fields = fields;
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
        Map<Title, Long> pages = new HashMap<>();
        run.pages().titled().forEach(entry -> pages.put(entry.title().orElseThrow().withoutFragment(), entry.id()));
        List<Long> numbers = run.pages().deletedRevisionIds();
        if (pages.isEmpty() || numbers.isEmpty() && !run.pages().revisionIds().isEmpty()) {
            return Uni.createFrom().item(Found.nothing());
        }
        RevisionOptions.Wish wish = options.read(run, spec.feature());
        DeletedAccess.check(run, wish);
        int max = options.limit(run, wish, USUAL);
        boolean newer = run.get(dir).equals("newer");
        String after = newer ? ">=" : "<=";
        String down = newer ? "" : " DESC";
        boolean byNumber = !numbers.isEmpty();
        String order = byNumber ? "r.id" : "r.namespace" + down + ", dbkey(r.title)" + down + ", r.made_at" + down + ", r.id" + down;
        SqlText sql = new SqlText("SELECT " + RevisionFields.columns(wish, order) + ", r.namespace, r.title FROM deleted_revision r");
        if (byNumber) {
            sql.where("r.id = ANY(?)", (Object) numbers.toArray(Long[]::new));
            run.get(goOn).ifPresent(c -> sql.where("r.id >= ?", Cursor.number(Cursor.parts(c, 1)[0])));
        } else {
            var arrays = PageIndex.arrays(pages.keySet());
            sql.where("(r.namespace, r.title) IN (SELECT * FROM unnest(?::integer[], ?::text[]))", arrays.getValue(0), arrays.getValue(1));
            run.get(goOn).ifPresent(c -> DeletedAccess.goOn(sql, c, false, newer));
        }
        run.get(start).ifPresent(at -> sql.where("r.made_at " + after + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("r.made_at " + (newer ? "<=" : ">=") + " ?", at.atOffset(ZoneOffset.UTC)));
        if (run.get(user).isPresent() || run.get(excludeUser).isPresent()) {
            run.get(user).ifPresent(name -> sql.where("r.user_name = named_user(?)", name));
            run.get(excludeUser).ifPresent(name -> sql.where("r.user_name IS DISTINCT FROM named_user(?)", name));
            Visibility.users(run, sql);
        }
        run.get(tag).ifPresent(name -> sql.where("? = ANY(string_to_array(r.tags, '|'))", name));
        return index.rows(sql.add(" ORDER BY " + order + " LIMIT ?", max + 1)).chain(rows -> found(run, wish, rows, max, byNumber, pages));
    }

    private Uni<Found> found(QueryRun run, RevisionOptions.Wish wish, List<Row> rows, int max, boolean byNumber, Map<Title, Long> pages) {
        Found found = new Found();
        RevisionTasks later = fields.tasks();
        int count = 0;
        for (Row row : rows) {
            if (++count > max || RevisionFields.full(wish, row)) {
                found.next(run, goOn, byNumber ? String.valueOf(row.getLong("id")) : DeletedAccess.place(row, false));
                break;
            }
            Title title = Title.of(row.getInteger("namespace"), row.getString("title"));
            if (run.generator()) {
                found.revisionId(row.getLong("id"));
            } else {
                found.item(pages.get(title), "deletedrevisions", "rev", RevisionFields.orNothing(fields.show(run, row, wish, title, true, later)));
            }
        }
        return later.fill(found);
    }
}
