package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import scriptorium.contract.call.ModuleAnswer.CacheMode;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;
import scriptorium.wikitext.title.Title;

/** {@code prop=revisions}: the latest revisions of pages, the revisions asked for by number, or the history of one page. */
@ApplicationScoped
class RevisionsModule implements QuerySubmodule {

    private static final int USUAL = 10;
    private static final String PLACE = "SELECT made_at FROM revision WHERE id = $1 UNION ALL SELECT made_at FROM deleted_revision WHERE id = $1 LIMIT 1";

    /** Where the history begins and ends: times, and revisions that have them. */
    private record Bounds(Optional<OffsetDateTime> start, Optional<Long> startId, Optional<OffsetDateTime> end, Optional<Long> endId) {}

    private final Params params = Params.declare("rv");
    private final RevisionOptions options = new RevisionOptions(params, true);
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
    public CacheMode cacheMode(ParamValues values, Caller caller) {
        return QuerySubmodule.unlessSeesHidden(caller, QuerySubmodule.ofComments(options.parsesComments(values)));
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        if (run.pages().existing().isEmpty()) {
            return Uni.createFrom().item(Found.nothing());
        }
        atMostOne(run, startId, start);
        atMostOne(run, endId, end);
        atMostOne(run, user, excludeUser);
        boolean history = options.limited(run) || run.get(startId).isPresent() || run.get(endId).isPresent() || run.get(start).isPresent()
                || run.get(end).isPresent() || run.get(dir).equals("newer") || run.get(user).isPresent() || run.get(excludeUser).isPresent();
        List<Long> revisionIds = run.pages().revisionIds();
        if (!revisionIds.isEmpty() && history) {
            throw ApiException.of("invalidparammix", "apierror-revisions-norevids", Arg.raw(run.params().wireName(goOn).replace("continue", "")));
        }
        if (run.pages().existing().size() > 1 && history) {
            throw ApiException.of("invalidparammix", "apierror-revisions-singlepage", Arg.raw(run.params().wireName(goOn).replace("continue", "")));
        }
        RevisionOptions.Wish wish = options.read(run, spec.feature());
        if (history) {
            int max = options.limit(run, wish, USUAL);
            return bounds(run).chain(bounds -> index.rows(history(run, wish, bounds).add(" LIMIT ?", max + 1))).chain(rows -> found(run, wish, rows, max, true));
        }
        // Bounded by the page set.
        SqlText sql = revisionIds.isEmpty() ? latest(run, wish) : byNumber(run, wish, revisionIds);
        return index.rows(sql).chain(rows -> found(run, wish, rows, Integer.MAX_VALUE, false));
    }

    /** Asked only when there are pages to look at, as in MediaWiki. */
    private static void atMostOne(QueryRun run, Param<?> one, Param<?> other) {
        if (run.params().has(one) && run.params().has(other)) {
            throw ChangeFields.together(run.params().wireName(one), run.params().wireName(other));
        }
    }

    private SqlText byNumber(QueryRun run, RevisionOptions.Wish wish, List<Long> ids) {
        SqlText sql = new SqlText("SELECT " + RevisionFields.columns(wish, "r.id") + " FROM revision r").where("r.id = ANY(?)", (Object) ids.toArray(Long[]::new));
        tagged(run, sql);
        run.get(goOn).ifPresent(c -> sql.where("r.id >= ?", Cursor.number(Cursor.parts(c, 1)[0])));
        return sql.add(" ORDER BY r.id");
    }

    private SqlText latest(QueryRun run, RevisionOptions.Wish wish) {
        SqlText sql = new SqlText("SELECT " + RevisionFields.columns(wish, "p.id") + " FROM page p JOIN revision r ON r.id = p.latest_revision_id")
                .where("p.id = ANY(?)", (Object) run.pages().ids());
        tagged(run, sql);
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 2);
            sql.where("(p.id, r.id) >= (?, ?)", Cursor.number(parts[0]), Cursor.number(parts[1]));
        });
        return sql.add(" ORDER BY p.id");
    }

    private Uni<Bounds> bounds(QueryRun run) {
        Optional<OffsetDateTime> from = run.get(start).map(at -> at.atOffset(ZoneOffset.UTC));
        Optional<OffsetDateTime> to = run.get(end).map(at -> at.atOffset(ZoneOffset.UTC));
        return place(run, startId).chain(first -> place(run, endId).map(last -> new Bounds(first.or(() -> from), run.get(startId), last.or(() -> to), run.get(endId))));
    }

    private Uni<Optional<OffsetDateTime>> place(QueryRun run, Param<Optional<Long>> id) {
        if (run.get(id).isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return index.rows(PLACE, run.get(id).get()).map(rows -> {
            if (rows.isEmpty()) {
                String name = run.params().wireName(id);
                throw ApiException.of("badid_" + name, "apierror-revisions-badid", Arg.raw(name));
            }
            return Optional.of(rows.getFirst().getOffsetDateTime(0));
        });
    }

    private SqlText history(QueryRun run, RevisionOptions.Wish wish, Bounds bounds) {
        boolean newer = run.get(dir).equals("newer");
        String after = newer ? ">=" : "<=";
        String before = newer ? "<=" : ">=";
        String order = newer ? "r.made_at, r.id" : "r.made_at DESC, r.id DESC";
        SqlText sql = new SqlText("SELECT " + RevisionFields.columns(wish, order) + " FROM revision r").where("r.page_id = ?", run.pages().existing().getFirst().id());
        bound(sql, bounds.start(), bounds.startId(), after);
        bound(sql, bounds.end(), bounds.endId(), before);
        if (run.get(user).isPresent() || run.get(excludeUser).isPresent()) {
            run.get(user).ifPresent(name -> sql.where("r.user_name = named_user(?)", name));
            run.get(excludeUser).ifPresent(name -> sql.where("r.user_name IS DISTINCT FROM named_user(?)", name));
            Visibility.users(run, sql);
        }
        tagged(run, sql);
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 2);
            sql.where("(r.made_at, r.id) " + after + " (?, ?)", Cursor.time(parts[0]), Cursor.number(parts[1]));
        });
        return sql.add(" ORDER BY " + order);
    }

    private static void bound(SqlText sql, Optional<OffsetDateTime> at, Optional<Long> id, String compares) {
        at.ifPresent(time -> id.ifPresentOrElse(
                number -> sql.where("(r.made_at, r.id) " + compares + " (?, ?)", time, number),
                () -> sql.where("r.made_at " + compares + " ?", time)));
    }

    private void tagged(QueryRun run, SqlText sql) {
        run.get(tag).ifPresent(name -> sql.where("? = ANY(string_to_array(r.tags, '|'))", name));
    }

    private Uni<Found> found(QueryRun run, RevisionOptions.Wish wish, List<Row> rows, int max, boolean history) {
        Map<Long, Title> titles = new HashMap<>();
        run.pages().existing().forEach(page -> titles.put(page.id(), page.title()));
        boolean byNumber = !run.pages().revisionIds().isEmpty();
        RevisionTasks later = fields.tasks();
        Found found = new Found();
        int count = 0;
        for (Row row : rows) {
            if (++count > max || RevisionFields.full(wish, row)) {
                found.next(run, goOn, history ? Cursor.time(row.getOffsetDateTime("made_at")) + "|" + row.getLong("id")
                        : byNumber ? String.valueOf(row.getLong("id")) : row.getLong("page_id") + "|" + row.getLong("id"));
                break;
            }
            Title title = titles.get(row.getLong("page_id"));
            if (run.generator()) {
                found.revisionId(row.getLong("id"));
            } else if (title != null) {
                found.item(row.getLong("page_id"), "revisions", "rev", RevisionFields.orNothing(fields.show(run, row, wish, title, false, later)));
            }
        }
        return later.fill(found);
    }
}
