package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
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
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code list=recentchanges}. */
@ApplicationScoped
class RecentChangesModule implements QuerySubmodule {

    private static final String COLUMNS = "c.id, c.at, c.type, c.namespace, c.title, c.page_id, c.user_id, c.user_name, c.comment, c.is_minor, c.is_bot,"
            + " c.is_patrolled, c.is_autopatrolled, c.old_revision_id, c.revision_id, c.old_length, c.new_length, c.log_id, c.tags, l.type, l.action, l.params, r.sha1,"
            + " p.is_redirect, p.latest_revision_id";
    /** Condition by value of rcshow. */
    private static final Map<String, String> SHOW = Map.ofEntries(
            Map.entry("minor", "c.is_minor"), Map.entry("!minor", "NOT c.is_minor"), Map.entry("bot", "c.is_bot"), Map.entry("!bot", "NOT c.is_bot"),
            Map.entry("anon", "c.user_id = 0"), Map.entry("!anon", "c.user_id <> 0"), Map.entry("redirect", "p.is_redirect"),
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
    private final Param<Set<String>> type = params.choice("type", "edit", "new", "log", "external", "categorize").all("*").manyOr("edit", "new", "log", "categorize");
    private final Param<Boolean> topOnly = params.flag("toponly");
    private final Param<Optional<String>> title = params.text("title").optional();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Boolean> generateRevisions = params.flag("generaterevisions");
    private final ModuleSpec spec = ModuleSpec.list("recentchanges", params)
            .generator()
            .example("action=query&list=recentchanges", "apihelp-query+recentchanges-example-simple")
            .example("action=query&generator=recentchanges&grcshow=!patrolled&prop=info", "apihelp-query+recentchanges-example-generator")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final TitleParser parser;
    private final WikitextEngine engine;

    RecentChangesModule(Index index, TitleFields titles, TitleParser parser, WikitextEngine engine) {
        this.index = index;
        this.titles = titles;
        this.parser = parser;
        this.engine = engine;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        boolean newer = run.get(dir).equals("newer");
        String after = newer ? ">=" : "<=";
        SqlText sql = new SqlText("SELECT " + COLUMNS + " FROM recent_change c LEFT JOIN log_entry l ON l.id = c.log_id AND c.log_id > 0"
                + " LEFT JOIN revision r ON r.id = c.revision_id AND c.revision_id > 0 LEFT JOIN page p ON p.id = c.page_id");
        sql.where("c.type = ANY(?)", (Object) run.get(type).toArray(String[]::new));
        run.get(start).ifPresent(at -> sql.where("c.at " + after + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("c.at " + (newer ? "<=" : ">=") + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(namespace).ifPresent(ids -> sql.where("c.namespace = ANY(?)", (Object) ids.toArray(Integer[]::new)));
        run.get(user).ifPresent(name -> sql.where("c.user_name = ?", name));
        run.get(excludeUser).ifPresent(name -> sql.where("c.user_name <> ?", name));
        run.get(tag).ifPresent(name -> sql.where("? = ANY(string_to_array(c.tags, '|'))", name));
        run.get(title).ifPresent(text -> {
            Title wanted = parser.parse(text, Namespace.MAIN).title().orElseThrow(() -> ApiException.of("invalidtitle", "apierror-invalidtitle", Arg.raw(text)));
            sql.where("c.namespace = ? AND c.title = ?", wanted.namespace(), wanted.text());
        });
        show(run, sql);
        sql.whereIf(run.get(topOnly), "p.latest_revision_id = c.revision_id");
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 2);
            sql.where("(c.at, c.id) " + after + " (?, ?)", Cursor.time(parts[0]), Cursor.number(parts[1]));
        });
        String order = newer ? "" : " DESC";
        return index.rows(sql.add(" ORDER BY c.at" + order + ", c.id" + order + " LIMIT ?", run.get(limit) + 1)).map(rows -> found(run, rows));
    }

    private void show(QueryRun run, SqlText sql) {
        Set<String> wanted = run.get(show).orElse(Set.of());
        for (String one : wanted) {
            if (wanted.contains("!" + one)) {
                throw ApiException.of("show", "apierror-show");
            }
            sql.where(SHOW.get(one));
        }
        boolean patrol = wanted.stream().anyMatch(s -> s.contains("patrolled")) || run.get(prop).contains("patrolled");
        if (patrol && !run.caller().may("patrol") && !run.caller().may("patrolmarks")) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied-patrolflag");
        }
    }

    private Found found(QueryRun run, java.util.List<Row> rows) {
        Found found = new Found();
        Result.Items items = Result.items("rc");
        int count = 0;
        for (Row row : rows) {
            if (++count > run.get(limit)) {
                found.next(run, goOn, Cursor.time(row.getOffsetDateTime(1)) + "|" + row.getLong(0));
                break;
            }
            if (run.generator()) {
                if (run.get(generateRevisions)) {
                    if (row.getLong(14) > 0) {
                        found.revisionId(row.getLong(14));
                    }
                } else {
                    found.title(Title.of(row.getInteger(3), row.getString(4)));
                }
            } else {
                items.add(show(run.get(prop), row));
            }
        }
        return run.generator() ? found : found.value("recentchanges", items);
    }

    private Result.Tree show(Set<String> props, Row row) {
        Result.Tree rc = Result.tree().put("type", row.getString(2));
        boolean log = row.getString(2).equals("log");
        if (props.contains("title")) {
            titles.put(rc, row.getInteger(3), row.getString(4));
        }
        if (props.contains("ids")) {
            rc.put("pageid", row.getLong(5)).put("revid", row.getLong(14)).put("old_revid", row.getLong(13)).put("rcid", row.getLong(0));
        }
        if (props.contains("user")) {
            rc.put("user", row.getString(7));
        }
        if (props.contains("userid")) {
            rc.put("userid", row.getLong(6));
        }
        if (props.contains("user") || props.contains("userid")) {
            rc.flag("anon", row.getLong(6) == 0);
        }
        if (props.contains("flags")) {
            rc.put("bot", row.getBoolean(10)).put("new", row.getString(2).equals("new")).put("minor", row.getBoolean(9));
        }
        if (props.contains("sizes")) {
            rc.put("oldlen", row.getInteger(15)).put("newlen", row.getInteger(16));
        }
        if (props.contains("timestamp")) {
            rc.put("timestamp", Timestamps.iso(row.getOffsetDateTime(1).toInstant()));
        }
        if (props.contains("comment")) {
            rc.put("comment", row.getString(8));
        }
        if (props.contains("parsedcomment")) {
            rc.put("parsedcomment", engine.summaryHtml(row.getString(8), Optional.of(Title.of(row.getInteger(3), row.getString(4))), WikiSource.EMPTY));
        }
        if (props.contains("redirect")) {
            rc.put("redirect", Boolean.TRUE.equals(row.getBoolean(23)));
        }
        if (props.contains("patrolled")) {
            rc.put("patrolled", row.getBoolean(11)).put("unpatrolled", !row.getBoolean(11) && !log).put("autopatrolled", row.getBoolean(12));
        }
        if (props.contains("loginfo") && log && row.getString(19) != null) {
            rc.put("logid", row.getLong(17)).put("logtype", row.getString(19)).put("logaction", row.getString(20)).put("logparams", LogParams.of(row.getString(21)));
        }
        if (props.contains("tags")) {
            rc.put("tags", Result.Items.of("tag", RevisionFields.tags(row.getString(18))));
        }
        if (props.contains("sha1") && row.getString(22) != null) {
            rc.put("sha1", row.getString(22));
        }
        return rc;
    }
}
