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
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Title;

/** {@code prop=revisions}: the revisions of the pages asked for. */
@ApplicationScoped
class RevisionsModule implements QuerySubmodule {

    private final Params params = Params.declare("rv");
    private final Param<Set<String>> prop = params.choice("prop", "ids", "flags", "timestamp", "user", "userid", "size", "slotsize", "sha1", "slotsha1",
            "contentmodel", "comment", "parsedcomment", "content", "tags", "roles").manyOr("ids", "timestamp", "flags", "comment", "user");
    private final Param<Optional<Set<String>>> slots = params.choice("slots", "main").all("*").many();
    private final Param<Optional<Integer>> limit = params.limit("limit", 500, 5000).info("singlepageonly").optional();
    private final Param<Optional<String>> section = params.text("section").optional();
    private final Param<Optional<Long>> startId = params.integer("startid").info("singlepageonly").optional();
    private final Param<Optional<Long>> endId = params.integer("endid").info("singlepageonly").optional();
    private final Param<Optional<Instant>> start = params.timestamp("start").info("singlepageonly").optional();
    private final Param<Optional<Instant>> end = params.timestamp("end").info("singlepageonly").optional();
    private final Param<String> dir = params.choice("dir", "newer", "older").info("singlepageonly").orElse("older");
    private final Param<Optional<String>> user = params.user("user", "name", "ip", "temp", "interwiki", "id").info("singlepageonly").optional();
    private final Param<Optional<String>> excludeUser = params.user("excludeuser", "name", "ip", "temp", "interwiki", "id").info("singlepageonly").optional();
    private final Param<Optional<String>> tag = params.text("tag").optional();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final ModuleSpec spec = ModuleSpec.prop("revisions", params)
            .generator()
            .example("action=query&prop=revisions&titles=Main%20Page&rvslots=*&rvprop=timestamp|user|comment|content", "apihelp-query+revisions-example-content")
            .example("action=query&prop=revisions&titles=Main%20Page&rvlimit=5&rvprop=timestamp|user|comment", "apihelp-query+revisions-example-last5")
            .build();

    private final Index index;
    private final RevisionFields fields;

    RevisionsModule(Index index, RevisionFields fields) {
        this.index = index;
        this.fields = fields;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        boolean enumerates = run.get(limit).isPresent() || run.get(startId).isPresent() || run.get(endId).isPresent() || run.get(start).isPresent()
                || run.get(end).isPresent() || run.params().given(dir) || run.get(user).isPresent() || run.get(excludeUser).isPresent();
        List<Long> revisionIds = run.pages().revisionIds();
        if (!revisionIds.isEmpty() && enumerates) {
            throw ApiException.of("invalidparammix", "apierror-revisions-norevids", Arg.raw("rv"));
        }
        if (run.pages().existing().size() > 1 && enumerates) {
            throw ApiException.of("invalidparammix", "apierror-revisions-singlepage", Arg.raw("rv"));
        }
        if (run.get(user).isPresent() && run.get(excludeUser).isPresent()) {
            throw ApiException.of("invalidparammix", "apierror-invalidparammix", Arg.vars("rvuser", "rvexcludeuser"), Arg.rawNum(2));
        }
        boolean content = run.get(prop).contains("content");
        if (content && run.get(slots).isEmpty() && !run.generator()) {
            run.warn(Msg.of("deprecation", "apiwarn-deprecation-missingparam", Arg.raw("rvslots")).with("feature", "action=query&prop=revisions&!rvslots"));
            run.call().warn("main", Msg.of("deprecation-help", "api-usage-mailinglist-ref"));
        }
        if (run.pages().existing().isEmpty()) {
            return Uni.createFrom().item(Found.nothing());
        }
        int max = run.get(limit).orElse(revisionIds.isEmpty() && !enumerates ? Integer.MAX_VALUE - 1 : !revisionIds.isEmpty() ? Integer.MAX_VALUE - 1 : 10);
        SqlText sql = sql(run, revisionIds, enumerates, content).add(" LIMIT ?", Math.min(max, 50_000) + 1);
        return index.rows(sql).map(rows -> found(run, rows, max, enumerates, content));
    }

    private SqlText sql(QueryRun run, List<Long> revisionIds, boolean enumerates, boolean content) {
        String columns = RevisionFields.COLUMNS + (content ? ", r.text" : "");
        if (!revisionIds.isEmpty()) {
            SqlText sql = new SqlText("SELECT " + columns + " FROM revision r").where("r.id = ANY(?)", (Object) revisionIds.toArray(Long[]::new));
            run.get(goOn).ifPresent(c -> sql.where("r.id >= ?", Cursor.number(c)));
            return sql.add(" ORDER BY r.id");
        }
        if (!enumerates) {
            SqlText sql = new SqlText("SELECT " + columns + " FROM page p JOIN revision r ON r.id = p.latest_revision_id").where("p.id = ANY(?)", (Object) run.pages().ids());
            run.get(goOn).ifPresent(c -> sql.where("p.id >= ?", Cursor.number(Cursor.parts(c, 2)[0])));
            return sql.add(" ORDER BY p.id");
        }
        boolean newer = run.get(dir).equals("newer");
        String after = newer ? ">=" : "<=";
        String before = newer ? "<=" : ">=";
        SqlText sql = new SqlText("SELECT " + columns + " FROM revision r").where("r.page_id = ?", run.pages().existing().getFirst().id());
        run.get(startId).ifPresent(id -> sql.where("(r.made_at, r.id) " + after + " (SELECT s.made_at, s.id FROM revision s WHERE s.id = ?)", id));
        run.get(endId).ifPresent(id -> sql.where("(r.made_at, r.id) " + before + " (SELECT s.made_at, s.id FROM revision s WHERE s.id = ?)", id));
        run.get(start).ifPresent(at -> sql.where("r.made_at " + after + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("r.made_at " + before + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(user).ifPresent(name -> sql.where("r.user_name = ? AND (r.visibility & 4) = 0", name));
        run.get(excludeUser).ifPresent(name -> sql.where("r.user_name <> ?", name));
        run.get(tag).ifPresent(name -> sql.where("? = ANY(string_to_array(r.tags, '|'))", name));
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 2);
            sql.where("(r.made_at, r.id) " + after + " (?, ?)", Cursor.time(parts[0]), Cursor.number(parts[1]));
        });
        String order = newer ? "" : " DESC";
        return sql.add(" ORDER BY r.made_at" + order + ", r.id" + order);
    }

    private Found found(QueryRun run, List<Row> rows, int max, boolean enumerates, boolean content) {
        Map<Long, Title> byId = new HashMap<>();
        run.pages().existing().forEach(page -> byId.put(page.id(), page.title()));
        Found found = new Found();
        int count = 0;
        for (Row row : rows) {
            if (++count > max) {
                found.next(run, goOn, enumerates ? Cursor.time(row.getOffsetDateTime(3)) + "|" + row.getLong(0) : row.getLong(1) + "|" + row.getLong(0));
                break;
            }
            if (run.generator()) {
                found.revisionId(row.getLong(0));
                continue;
            }
            Title title = byId.get(row.getLong(1));
            if (title != null) {
                found.item(row.getLong(1), "revisions", "rev", fields.show(row, run.get(prop), run.get(slots).isPresent(),
                        content ? Optional.of(row.getString(14)) : Optional.empty(), run.get(section), title, run.caller()));
            }
        }
        return found;
    }
}
