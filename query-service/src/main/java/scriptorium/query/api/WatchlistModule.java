package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.ModuleAnswer.CacheMode;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;
import scriptorium.query.parse.CommentFormatter;
import scriptorium.wikitext.title.Title;

/** {@code list=watchlist}: recent changes of the pages on the caller's watch list. */
@ApplicationScoped
class WatchlistModule implements QuerySubmodule {

    private static final String FROM = " FROM recent_change c JOIN watched w ON w.namespace = c.namespace - c.namespace % 2 AND w.title = c.title AND w.user_id = ?"
            + " AND (w.expires_at IS NULL OR w.expires_at > now()) LEFT JOIN page p ON p.id = c.page_id AND c.page_id > 0"
            + " LEFT JOIN log_entry l ON l.id = c.log_id AND c.log_id > 0 LEFT JOIN revision r ON r.id = c.revision_id AND c.revision_id > 0";
    private static final String NOTIFIED = "CASE WHEN c.namespace % 2 = 0 THEN w.notified_at ELSE w.talk_notified_at END";
    private static final String SELECT = "SELECT c.id, c.at, " + ChangeFields.COLUMNS + ", " + NOTIFIED + ", w.expires_at";
    private static final Map<String, String> SHOW = Map.ofEntries(
            Map.entry("minor", "c.is_minor"), Map.entry("!minor", "NOT c.is_minor"), Map.entry("bot", "c.is_bot"), Map.entry("!bot", "NOT c.is_bot"),
            Map.entry("anon", ChangeFields.NOT_NAMED), Map.entry("!anon", "NOT " + ChangeFields.NOT_NAMED), Map.entry("patrolled", "c.is_patrolled"),
            Map.entry("!patrolled", "NOT c.is_patrolled"), Map.entry("autopatrolled", "c.is_autopatrolled"), Map.entry("!autopatrolled", "NOT c.is_autopatrolled"),
            Map.entry("unread", NOTIFIED + " <= c.at"), Map.entry("!unread", "(" + NOTIFIED + " IS NULL OR " + NOTIFIED + " > c.at)"));

    private final Params params = Params.declare("wl");
    private final Param<Boolean> allRevisions = params.flag("allrev");
    private final Param<Optional<Instant>> start = params.timestamp("start").optional();
    private final Param<Optional<Instant>> end = params.timestamp("end").optional();
    private final Param<Optional<Set<Integer>>> namespace = params.namespace("namespace").all("*").many();
    private final Param<Optional<String>> user = params.user("user", "name", "ip", "temp", "interwiki", "id").optional();
    private final Param<Optional<String>> excludeUser = params.user("excludeuser", "name", "ip", "temp", "interwiki", "id").optional();
    private final Param<String> dir = params.choice("dir", "newer", "older").orElse("older");
    private final Param<Integer> limit = params.limit();
    private final Param<Set<String>> prop = params.choice("prop", "ids", "title", "flags", "user", "userid", "comment", "parsedcomment", "timestamp", "patrol", "sizes",
            "notificationtimestamp", "loginfo", "tags", "expiry").manyOr("ids", "title", "flags");
    private final Param<Optional<Set<String>>> show = params.choice("show", "minor", "!minor", "bot", "!bot", "anon", "!anon", "patrolled", "!patrolled",
            "autopatrolled", "!autopatrolled", "unread", "!unread").many();
    private final Param<Set<String>> type = params.choice("type", "edit", "new", "log", "external", "categorize").manyOr("edit", "new", "log", "categorize");
    private final Param<Optional<String>> owner = params.user("owner", "name").optional();
    private final Param<Optional<String>> token = params.text("token").sensitive().optional();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final ModuleSpec spec = ModuleSpec.list("watchlist", params)
            .generator()
            .example("action=query&list=watchlist", "apihelp-query+watchlist-example-simple")
            .example("action=query&list=watchlist&wlprop=ids|title|timestamp|user|comment", "apihelp-query+watchlist-example-props")
            .example("action=query&list=watchlist&wlallrev=&wlprop=ids|title|timestamp|user|comment", "apihelp-query+watchlist-example-allrev")
            .example("action=query&generator=watchlist&prop=info", "apihelp-query+watchlist-example-generator")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final ChangeFields fields;
    private final CommentFormatter formatter;
    private final WatchOwner owners;

    WatchlistModule(Index index, TitleFields titles, ChangeFields fields, CommentFormatter formatter, WatchOwner owners) {
        this.index = index;
        this.titles = titles;
        this.fields = fields;
        this.formatter = formatter;
        this.owners = owners;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public CacheMode cacheMode(ParamValues values, Caller caller) {
        return CacheMode.PRIVATE;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        if (run.get(user).isPresent() && run.get(excludeUser).isPresent()) {
            throw ChangeFields.together("wluser", "wlexcludeuser");
        }
        return owners.of(run, owner, token).chain(watcher -> list(run, watcher));
    }

    private Uni<Found> list(QueryRun run, long watcher) {
        boolean newer = run.get(dir).equals("newer");
        String after = newer ? ">=" : "<=";
        SqlText sql = new SqlText(SELECT).add(FROM, watcher).where("c.namespace >= 0").where("c.type = ANY(?)", (Object) run.get(type).toArray(String[]::new));
        sql.whereIf(!run.get(allRevisions), "(c.type = 'log' OR c.revision_id = p.latest_revision_id)");
        run.get(start).ifPresent(at -> sql.where("c.at " + after + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("c.at " + (newer ? "<=" : ">=") + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(namespace).filter(ids -> !ids.isEmpty()).ifPresent(ids -> sql.where("c.namespace = ANY(?)", (Object) ids.toArray(Integer[]::new)));
        ChangeFields.byUser(sql, run.get(user), run.get(excludeUser));
        fields.show(run, sql, run.get(show).orElse(Set.of()), SHOW, run.get(prop).contains("patrol"), "patrol");
        fields.hideLogs(run, sql);
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 2);
            sql.where("(c.at, c.id) " + after + " (?, ?)", Cursor.time(parts[0]), Cursor.number(parts[1]));
        });
        String order = newer ? "" : " DESC";
        return index.rows(sql.add(" ORDER BY c.at" + order + ", c.id" + order + " LIMIT ?", run.get(limit) + 1)).chain(rows -> found(run, rows));
    }

    private Uni<Found> found(QueryRun run, List<Row> rows) {
        Found found = new Found();
        Result.Items items = Result.items("item");
        Comments comments = new Comments();
        Batch.each(rows, run.get(limit), row -> {
            if (!run.generator()) {
                items.add(show(run, row, comments));
            } else if (run.get(allRevisions)) {
                found.revisionId(row.getLong("revision_id"));
            } else {
                found.pageId(row.getLong("page_id"));
            }
        }, row -> found.next(run, goOn, Cursor.time(row.getOffsetDateTime(1)) + "|" + row.getLong(0)));
        return comments.fill(formatter, run.generator() ? found : found.value("watchlist", items));
    }

    private Result.Tree show(QueryRun run, Row row, Comments comments) {
        Set<String> props = run.get(prop);
        boolean log = row.getString("type").equals("log");
        Result.Tree item = Result.tree().put("type", row.getString("type"));
        boolean action = !fields.hides(run, row, ChangeFields.ACTION, log);
        item.flag("actionhidden", fields.isHidden(row, ChangeFields.ACTION, log));
        if (action && props.contains("title")) {
            titles.put(item, row.getInteger("namespace"), row.getString("title"));
        }
        if (action && props.contains("ids")) {
            item.put("pageid", row.getLong("page_id")).put("revid", row.getLong("revision_id")).put("old_revid", row.getLong("old_revision_id"));
        }
        fields.user(run, item, row, props, true);
        if (props.contains("flags")) {
            item.put("bot", row.getBoolean("is_bot")).put("new", row.getString("type").equals("new")).put("minor", row.getBoolean("is_minor"));
        }
        if (props.contains("sizes")) {
            item.put("oldlen", row.getInteger("old_length")).put("newlen", row.getInteger("new_length"));
        }
        if (props.contains("timestamp")) {
            item.put("timestamp", Timestamps.iso(row.getOffsetDateTime(1).toInstant()));
        }
        if (props.contains("notificationtimestamp")) {
            var at = row.getOffsetDateTime(ChangeFields.COUNT + 2);
            item.put("notificationtimestamp", at == null ? "" : Timestamps.iso(at.toInstant()));
        }
        fields.comment(run, item, row, props, comments);
        if (props.contains("patrol")) {
            fields.patrol(item, row);
        }
        if (props.contains("loginfo") && log) {
            fields.log(run, item, row);
            if (action && row.getString("log_type") != null) {
                comments.put(item, "logdisplay", LogWords.of(row.getString("user_name"), row.getString("log_type"), row.getString("log_action"),
                        titles.full(Title.of(row.getInteger("namespace"), row.getString("title")))), Title.of(row.getInteger("namespace"), row.getString("title")));
            }
        }
        if (props.contains("tags")) {
            item.put("tags", Result.Items.of("tag", RevisionFields.tags(row.getString("tags"))));
        }
        if (props.contains("expiry")) {
            var at = row.getOffsetDateTime(ChangeFields.COUNT + 3);
            if (at == null) {
                item.put("expiry", false);
            } else {
                item.put("expiry", Timestamps.iso(at.toInstant()));
            }
        }
        return item;
    }
}
