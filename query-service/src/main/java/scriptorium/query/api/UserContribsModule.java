package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
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
import scriptorium.query.index.AddressRange;
import scriptorium.query.index.Index;
import scriptorium.query.index.SqlText;
import scriptorium.query.parse.CommentFormatter;
import scriptorium.wikitext.title.Title;

/** {@code list=usercontribs}: the edits of users. */
@ApplicationScoped
class UserContribsModule implements QuerySubmodule {

    /** One row at the most for each revision: those that a log entry came with share its row. */
    private static final String PATROL = " LEFT JOIN LATERAL (SELECT bool_or(is_patrolled) AS is_patrolled, bool_or(is_autopatrolled) AS is_autopatrolled"
            + " FROM recent_change WHERE revision_id = r.id) c ON true";

    private static final Map<String, String> SHOW = Map.of(
            "minor", "r.is_minor", "!minor", "NOT r.is_minor", "top", "p.latest_revision_id = r.id", "!top", "p.latest_revision_id <> r.id",
            "new", "r.parent_id = 0", "!new", "r.parent_id <> 0", "patrolled", "c.is_patrolled", "!patrolled", "NOT c.is_patrolled",
            "autopatrolled", "c.is_autopatrolled", "!autopatrolled", "NOT c.is_autopatrolled");
    private static final int BROADEST_V4 = 16;
    private static final int BROADEST_V6 = 32;

    /** Whether the edits of several users are told one user after the other. */
    private enum Many { NO, USERS, NAMES }

    private final Params params = Params.declare("uc");
    private final Param<Integer> limit = params.limit();
    private final Param<Optional<Instant>> start = params.timestamp("start").optional();
    private final Param<Optional<Instant>> end = params.timestamp("end").optional();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Optional<Set<String>>> user = params.user("user", "name", "ip", "temp", "interwiki").many();
    private final Param<Optional<Set<Long>>> userIds = params.integer("userids").many();
    private final Param<Optional<String>> userPrefix = params.text("userprefix").optional();
    private final Param<Optional<String>> ipRange = params.text("iprange").optional();
    private final Param<String> dir = params.choice("dir", "newer", "older").orElse("older");
    private final Param<Optional<Set<Integer>>> namespace = params.namespace("namespace").all("*").many();
    private final Param<Set<String>> prop = params.choice("prop", "ids", "title", "timestamp", "comment", "parsedcomment", "size", "sizediff", "flags", "patrolled",
            "tags").manyOr("ids", "title", "timestamp", "comment", "size", "flags");
    private final Param<Optional<Set<String>>> show = params.choice("show", "minor", "!minor", "patrolled", "!patrolled", "autopatrolled", "!autopatrolled", "top",
            "!top", "new", "!new").many();
    private final Param<Optional<String>> tag = params.text("tag").optional();
    private final Param<Boolean> topOnly = params.deprecatedFlag("toponly");
    private final ModuleSpec spec = ModuleSpec.list("usercontribs", params)
            .exactlyOneOf(userPrefix, userIds, ipRange, user)
            .example("action=query&list=usercontribs&ucuser=Admin", "apihelp-query+usercontribs-example-user")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final CommentFormatter formatter;

    UserContribsModule(Index index, TitleFields titles, CommentFormatter formatter) {
        this.index = index;
        this.titles = titles;
        this.formatter = formatter;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public CacheMode cacheMode(ParamValues values, Caller caller) {
        return CacheMode.ANON_PUBLIC_USER_PRIVATE;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        Set<String> shown = new LinkedHashSet<>(run.get(show).orElse(Set.of()));
        if (run.get(topOnly)) {
            shown.add("top");
        }
        if (shown.stream().anyMatch(one -> shown.contains("!" + one))) {
            throw ApiException.of("show", "apierror-show");
        }
        boolean patrol = run.get(prop).contains("patrolled") || shown.stream().anyMatch(one -> one.contains("patrolled"));
        if (patrol && !run.caller().may("patrol") && !run.caller().may("patrolmarks")) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied-patrolflag");
        }
        if (run.get(user).filter(Set::isEmpty).isPresent() || run.get(user).filter(names -> names.contains("")).isPresent()) {
            throw ApiException.of("paramempty_ucuser", "apierror-paramempty", Arg.raw("ucuser"));
        }
        boolean newer = run.get(dir).equals("newer");
        String after = newer ? ">=" : "<=";
        String down = newer ? "" : " DESC";
        Many many = many(run);
        SqlText sql = new SqlText("SELECT r.id, r.page_id, r.parent_id, r.made_at, r.user_id, r.user_name, r.is_minor, r.size, r.comment, r.tags, p.namespace, p.title,"
                + " p.latest_revision_id, coalesce(q.size, 0) AS size_before, r.visibility" + (patrol ? ", coalesce(c.is_patrolled, false) AS is_patrolled,"
                + " coalesce(c.is_autopatrolled, false) AS is_autopatrolled" : "") + " FROM revision r JOIN page p ON p.id = r.page_id"
                + " LEFT JOIN revision q ON q.id = r.parent_id" + (patrol ? PATROL : ""));
        users(run, sql);
        Visibility.users(run, sql);
        run.get(start).ifPresent(at -> sql.where("r.made_at " + after + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("r.made_at " + (newer ? "<=" : ">=") + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(namespace).filter(ids -> !ids.isEmpty()).ifPresent(ids -> sql.where("p.namespace = ANY(?)", (Object) ids.toArray(Integer[]::new)));
        run.get(tag).ifPresent(name -> sql.where("? = ANY(string_to_array(r.tags, '|'))", name));
        shown.forEach(one -> sql.where(SHOW.get(one)));
        run.get(goOn).ifPresent(c -> goOn(sql, c, many, newer));
        String first = switch (many) {
            case NO -> "";
            case USERS -> "r.user_id" + down + ", r.user_name" + down + ", ";
            case NAMES -> "r.user_name" + down + ", ";
        };
        return index.rows(sql.add(" ORDER BY " + first + "r.made_at" + down + ", r.id" + down + " LIMIT ?", run.get(limit) + 1)).chain(rows -> found(run, rows, many));
    }

    private Many many(QueryRun run) {
        if (run.get(userPrefix).isPresent() || run.get(ipRange).isPresent()) {
            return Many.NAMES;
        }
        int count = run.get(user).map(Set::size).orElseGet(() -> run.get(userIds).map(Set::size).orElse(0));
        return count > 1 ? Many.USERS : Many.NO;
    }

    private void users(QueryRun run, SqlText sql) {
        run.get(user).ifPresent(names -> sql.where("r.user_name = ANY(?)", (Object) names.toArray(String[]::new)));
        run.get(userIds).ifPresent(ids -> sql.where("r.user_id = ANY(?) AND r.user_id > 0", (Object) ids.toArray(Long[]::new)));
        run.get(userPrefix).ifPresent(prefix -> sql.where("r.user_name >= ? AND r.user_name < ?", prefix, prefix + "\uFFFF"));
        run.get(ipRange).ifPresent(text -> {
            AddressRange range = AddressRange.of(text);
            if (range.isNone()) {
                throw ApiException.of("invalidiprange", "apierror-invalidiprange", Arg.raw(text));
            }
            boolean v6 = range.start().startsWith("v6-");
            int broadest = v6 ? BROADEST_V6 : BROADEST_V4;
            if (range.bits() < broadest) {
                throw ApiException.of("cidrtoobroad", "apierror-cidrtoobroad", Arg.raw(v6 ? "IPv6" : "IPv4"), Arg.rawNum(broadest));
            }
            sql.where("r.user_address <> '' AND r.user_address >= ? AND r.user_address <= ?", range.start(), range.end());
        });
    }

    private static void goOn(SqlText sql, String text, Many many, boolean newer) {
        String after = newer ? ">=" : "<=";
        String beyond = newer ? ">" : "<";
        if (many == Many.NO) {
            String[] at = Cursor.parts(text, 2);
            sql.where("(r.made_at, r.id) " + after + " (?, ?)", Cursor.time(at[0]), Cursor.number(at[1]));
            return;
        }
        String[] at = Cursor.parts(text, 4);
        boolean account = many == Many.USERS && at[1].matches("\\d{1,18}");
        if (account) {
            long id = Cursor.number(at[1]);
            sql.where("(r.user_id " + beyond + " ? OR r.user_id = ? AND (r.made_at, r.id) " + after + " (?, ?))", id, id, Cursor.time(at[2]), Cursor.number(at[3]));
        } else {
            sql.where("(" + (many == Many.USERS ? newer ? "r.user_id > 0 OR r.user_id = 0 AND " : "r.user_id = 0 AND " : "") + "(r.user_name, r.made_at, r.id) " + after
                    + " (?, ?, ?))", at[1], Cursor.time(at[2]), Cursor.number(at[3]));
        }
    }

    private Uni<Found> found(QueryRun run, List<Row> rows, Many many) {
        Found found = new Found();
        Result.Items items = Result.items("item");
        Comments comments = new Comments();
        Batch.each(rows, run.get(limit), row -> items.add(show(run, row, comments)), row -> {
            String time = Cursor.time(row.getOffsetDateTime("made_at")) + "|" + row.getLong("id");
            found.next(run, goOn, switch (many) {
                case NO -> time;
                case USERS -> "actor|" + (row.getLong("user_id") > 0 ? String.valueOf(row.getLong("user_id")) : row.getString("user_name")) + "|" + time;
                case NAMES -> "name|" + row.getString("user_name") + "|" + time;
            });
        });
        return comments.fill(formatter, found.value("usercontribs", items));
    }

    private Result.Tree show(QueryRun run, Row row, Comments comments) {
        Set<String> props = run.get(prop);
        int hidden = row.getInteger("visibility");
        boolean sees = RevisionFields.sees(run, hidden, "deletedhistory");
        Result.Tree item = Result.tree().flag("texthidden", (hidden & 1) != 0).put("userid", row.getLong("user_id")).put("user", row.getString("user_name"))
                .flag("userhidden", (hidden & 4) != 0);
        if (props.contains("ids")) {
            item.put("pageid", row.getLong("page_id")).put("revid", row.getLong("id")).put("parentid", row.getLong("parent_id"));
        }
        Title title = Title.of(row.getInteger("namespace"), row.getString("title"));
        if (props.contains("title")) {
            titles.put(item, title);
        }
        if (props.contains("timestamp")) {
            item.put("timestamp", Timestamps.iso(row.getOffsetDateTime("made_at").toInstant()));
        }
        if (props.contains("flags")) {
            item.put("new", row.getLong("parent_id") == 0).put("minor", row.getBoolean("is_minor"))
                    .put("top", row.getLong("latest_revision_id").equals(row.getLong("id")));
        }
        if (props.contains("comment") || props.contains("parsedcomment")) {
            item.flag("commenthidden", (hidden & 2) != 0);
            if ((hidden & 2) == 0 || sees) {
                if (props.contains("comment")) {
                    item.put("comment", row.getString("comment"));
                }
                if (props.contains("parsedcomment")) {
                    comments.put(item, "parsedcomment", row.getString("comment"), title);
                }
            }
        }
        if (props.contains("patrolled")) {
            item.put("patrolled", row.getBoolean("is_patrolled")).put("autopatrolled", row.getBoolean("is_autopatrolled"));
        }
        if (props.contains("size")) {
            item.put("size", row.getInteger("size"));
        }
        if (props.contains("sizediff")) {
            item.put("sizediff", (long) row.getInteger("size") - row.getInteger("size_before"));
        }
        if (props.contains("tags")) {
            item.put("tags", Result.Items.of("tag", RevisionFields.tags(row.getString("tags"))));
        }
        return item;
    }
}
