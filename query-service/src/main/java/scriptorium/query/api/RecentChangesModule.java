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
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
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
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code list=recentchanges}. */
@ApplicationScoped
class RecentChangesModule implements QuerySubmodule {

    /** Condition by value of rcshow. */
    private static final Map<String, String> SHOW = Map.ofEntries(
            Map.entry("minor", "c.is_minor"), Map.entry("!minor", "NOT c.is_minor"), Map.entry("bot", "c.is_bot"), Map.entry("!bot", "NOT c.is_bot"),
            Map.entry("anon", ChangeFields.NOT_NAMED), Map.entry("!anon", "NOT " + ChangeFields.NOT_NAMED), Map.entry("redirect", "p.is_redirect"),
            Map.entry("!redirect", "p.is_redirect IS NOT TRUE"), Map.entry("patrolled", "c.is_patrolled"), Map.entry("!patrolled", "NOT c.is_patrolled"),
            Map.entry("unpatrolled", "NOT c.is_patrolled AND c.type IN ('edit', 'new')"), Map.entry("autopatrolled", "c.is_autopatrolled"),
            Map.entry("!autopatrolled", "NOT c.is_autopatrolled"));

    private final Params params = Params.declare("rc");
    private final Param<Optional<Instant>> start = params.timestamp("start").optional();
    private final Param<Optional<Instant>> end = params.timestamp("end").optional();
    private final Param<String> dir = params.choice("dir", "newer", "older").orElse("older");
    private final Param<Optional<Set<Integer>>> namespace = params.namespace("namespace", -2, -1).all("*").many();
    private final Param<Optional<String>> user = params.user("user", "name", "ip", "temp", "interwiki", "id").optional();
    private final Param<Optional<String>> excludeUser = params.user("excludeuser", "name", "ip", "temp", "interwiki", "id").optional();
    private final Param<Optional<String>> tag = params.text("tag").optional();
    private final Param<Set<String>> prop = params.choice("prop", "user", "userid", "comment", "parsedcomment", "flags", "timestamp", "title", "ids", "sizes",
            "redirect", "patrolled", "loginfo", "tags", "sha1").manyOr("title", "timestamp", "ids");
    private final Param<Optional<Set<String>>> show = params.choice("show", "minor", "!minor", "bot", "!bot", "anon", "!anon", "redirect", "!redirect", "patrolled",
            "!patrolled", "unpatrolled", "autopatrolled", "!autopatrolled").many();
    private final Param<Integer> limit = params.limit();
    private final Param<Set<String>> type = params.choice("type", "edit", "new", "log", "external", "categorize").manyOr("edit", "new", "log", "categorize");
    private final Param<Boolean> topOnly = params.flag("toponly");
    private final Param<Optional<String>> title = params.text("title").optional();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Boolean> generateRevisions = params.flag("generaterevisions");
    private final Param<Optional<String>> slot = params.choice("slot", "main").optional();
    private final ModuleSpec spec = ModuleSpec.list("recentchanges", params)
            .generator()
            .example("action=query&list=recentchanges", "apihelp-query+recentchanges-example-simple")
            .example("action=query&generator=recentchanges&grcshow=!patrolled&prop=info", "apihelp-query+recentchanges-example-generator")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final TitleParser parser;
    private final ChangeFields fields;
    private final CommentFormatter formatter;

    RecentChangesModule(Index index, TitleFields titles, TitleParser parser, ChangeFields fields, CommentFormatter formatter) {
        this.index = index;
        this.titles = titles;
        this.parser = parser;
        this.fields = fields;
        this.formatter = formatter;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public CacheMode cacheMode(ParamValues values, Caller caller) {
        return QuerySubmodule.unlessSeesHidden(caller, QuerySubmodule.ofComments(values.get(prop).contains("parsedcomment")));
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        if (run.get(user).isPresent() && run.get(excludeUser).isPresent()) {
            throw ChangeFields.together("rcuser", "rcexcludeuser");
        }
        boolean newer = run.get(dir).equals("newer");
        String after = newer ? ">=" : "<=";
        SqlText sql = new SqlText("SELECT c.id, c.at, " + ChangeFields.COLUMNS + " FROM recent_change c LEFT JOIN log_entry l ON l.id = c.log_id AND c.log_id > 0"
                + " LEFT JOIN revision r ON r.id = c.revision_id AND c.revision_id > 0 LEFT JOIN page p ON p.id = c.page_id AND c.page_id > 0");
        sql.whereIf(!run.get(type).isEmpty(), "c.type = ANY(?)", (Object) run.get(type).toArray(String[]::new));
        run.get(start).ifPresent(at -> sql.where("c.at " + after + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("c.at " + (newer ? "<=" : ">=") + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(namespace).filter(ids -> !ids.isEmpty()).ifPresent(ids -> sql.where("c.namespace = ANY(?)", (Object) ids.toArray(Integer[]::new)));
        ChangeFields.byUser(sql, run.get(user), run.get(excludeUser));
        run.get(tag).ifPresent(name -> sql.where("c.tags <> '' AND string_to_array(c.tags, '|') @> ARRAY[?]", name));
        run.get(title).ifPresent(text -> {
            Title wanted = parser.parse(text, Namespace.MAIN).title().orElseThrow(() -> ApiException.of("invalidtitle", "apierror-invalidtitle", Arg.raw(text)));
            if (run.get(namespace).filter(ids -> !ids.isEmpty() && !ids.contains(wanted.namespace())).isPresent()) {
                throw ChangeFields.together("rctitle", "rcnamespace");
            }
            sql.where("c.namespace = ? AND c.title = ?", wanted.namespace(), wanted.text());
        });
        fields.show(run, sql, run.get(show).orElse(Set.of()), SHOW, run.get(prop).contains("patrolled"), "permissiondenied");
        sql.whereIf(run.get(topOnly), "p.latest_revision_id = c.revision_id AND p.namespace = c.namespace AND p.title = c.title");
        sql.whereIf(run.get(slot).isPresent(), "c.type IN ('edit', 'new')");
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
        Result.Items items = Result.items("rc");
        Comments comments = new Comments();
        Batch.each(rows, run.get(limit), row -> {
            if (!run.generator()) {
                items.add(show(run, row, comments));
            } else if (!run.get(generateRevisions)) {
                found.title(Title.of(row.getInteger("namespace"), row.getString("title")));
            } else if (row.getLong("revision_id") > 0) {
                found.revisionId(row.getLong("revision_id"));
            }
        }, row -> found.next(run, goOn, Cursor.time(row.getOffsetDateTime(1)) + "|" + row.getLong(0)));
        return comments.fill(formatter, run.generator() ? found : found.value("recentchanges", items));
    }

    private Result.Tree show(QueryRun run, Row row, Comments comments) {
        Set<String> props = run.get(prop);
        Result.Tree rc = Result.tree().put("type", row.getString("type"));
        boolean log = row.getString("type").equals("log");
        rc.flag("actionhidden", fields.isHidden(row, ChangeFields.ACTION, log));
        boolean action = !fields.hides(run, row, ChangeFields.ACTION, log);
        if (props.contains("title") && action) {
            titles.put(rc, row.getInteger("namespace"), row.getString("title"));
        }
        if (props.contains("ids")) {
            if (action) {
                rc.put("pageid", row.getLong("page_id")).put("revid", row.getLong("revision_id")).put("old_revid", row.getLong("old_revision_id"));
            }
            rc.put("rcid", row.getLong(0));
        }
        fields.user(run, rc, row, props, false);
        if (props.contains("flags")) {
            rc.put("bot", row.getBoolean("is_bot")).put("new", row.getString("type").equals("new")).put("minor", row.getBoolean("is_minor"));
        }
        if (props.contains("sizes")) {
            rc.put("oldlen", row.getInteger("old_length")).put("newlen", row.getInteger("new_length"));
        }
        if (props.contains("timestamp")) {
            rc.put("timestamp", Timestamps.iso(row.getOffsetDateTime(1).toInstant()));
        }
        fields.comment(run, rc, row, props, comments);
        if (props.contains("redirect")) {
            rc.put("redirect", Boolean.TRUE.equals(row.getBoolean("is_redirect")));
        }
        if (props.contains("patrolled")) {
            fields.patrol(rc, row);
        }
        if (props.contains("loginfo") && log) {
            fields.log(run, rc, row);
        }
        if (props.contains("tags")) {
            rc.put("tags", Result.Items.of("tag", RevisionFields.tags(row.getString("tags"))));
        }
        if (props.contains("sha1") && row.getString("sha1") != null) {
            boolean hidden = fields.isHidden(row, ChangeFields.ACTION, !log);
            rc.flag("sha1hidden", hidden);
            if (!hidden || ChangeFields.sees(run, row.getInteger("hidden"))) {
                rc.put("sha1", row.getString("sha1"));
            }
        }
        return rc;
    }
}
