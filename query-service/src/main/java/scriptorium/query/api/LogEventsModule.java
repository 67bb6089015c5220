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
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamType;
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

/** {@code list=logevents}. */
@ApplicationScoped
class LogEventsModule implements QuerySubmodule {

    private static final List<String> TYPES = List.of("suppress", "block", "protect", "rights", "delete", "upload", "move", "import", "patrol", "merge", "tag",
            "managetags", "contentmodel", "newusers", "create", "renameuser", "");
    private static final List<String> ACTIONS = List.of(
            "block/block", "block/reblock", "block/unblock", "contentmodel/change", "contentmodel/new", "create/create", "delete/delete",
            "delete/delete_redir", "delete/delete_redir2", "delete/event", "delete/restore", "delete/revision", "import/interwiki",
            "import/upload", "managetags/activate", "managetags/create", "managetags/deactivate", "managetags/delete", "merge/merge", "move/move",
            "move/move_redir", "newusers/autocreate", "newusers/byemail", "newusers/create", "newusers/create2", "newusers/newusers",
            "patrol/autopatrol", "patrol/patrol", "protect/modify", "protect/move_prot", "protect/protect", "protect/unprotect",
            "renameuser/renameuser", "rights/autopromote", "rights/rights", "suppress/block", "suppress/delete", "suppress/event",
            "suppress/reblock", "suppress/revision", "tag/update", "upload/overwrite", "upload/revert", "upload/upload");

    private static final int ACTION = 1;
    private static final int COMMENT = 2;
    private static final int USER = 4;

    private final Params params = Params.declare("le");
    private final Param<Set<String>> prop = params.choice("prop", "ids", "title", "type", "user", "userid", "timestamp", "comment", "parsedcomment", "details", "tags")
            .manyOr("ids", "title", "type", "user", "timestamp", "comment", "details");
    private final Param<Optional<String>> type = params.choice("type", TYPES).optional();
    private final Param<Optional<String>> action = params.param("action", new ParamType.Listed(ACTIONS)).optional();
    private final Param<Optional<Instant>> start = params.timestamp("start").optional();
    private final Param<Optional<Instant>> end = params.timestamp("end").optional();
    private final Param<String> dir = params.choice("dir", "newer", "older").orElse("older");
    private final Param<Optional<String>> user = params.user("user", "name", "ip", "temp", "interwiki", "id").optional();
    private final Param<Optional<String>> title = params.text("title").optional();
    private final Param<Optional<Integer>> namespace = params.namespace("namespace", -2, -1).optional();
    private final Param<Optional<String>> prefix = params.text("prefix").optional();
    private final Param<Optional<String>> tag = params.text("tag").optional();
    private final Param<Integer> limit = params.limit();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final ModuleSpec spec = ModuleSpec.list("logevents", params)
            .atMostOneOf(title, prefix, namespace)
            .example("action=query&list=logevents", "apihelp-query+logevents-example-simple")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final TitleParser parser;
    private final CommentFormatter formatter;

    LogEventsModule(Index index, TitleFields titles, TitleParser parser, CommentFormatter formatter) {
        this.index = index;
        this.titles = titles;
        this.parser = parser;
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
        boolean newer = run.get(dir).equals("newer");
        String after = newer ? ">=" : "<=";
        SqlText sql = new SqlText("SELECT l.id, l.type, l.action, l.at, l.user_id, l.user_name, l.namespace, l.title, l.page_id, l.comment, l.params, l.tags,"
                + " l.revision_id, coalesce(p.id, 0), l.visibility FROM log_entry l LEFT JOIN page p ON p.namespace = l.namespace AND p.title = l.title");
        run.get(action).ifPresentOrElse(text -> {
            if (!ACTIONS.contains(text)) {
                throw ApiException.of("unknown_leaction", "apierror-unrecognizedvalue", Arg.raw("leaction"), Arg.raw(text));
            }
            String[] parts = text.split("/", 2);
            sql.where("l.type = ? AND l.action = ?", parts[0], parts[1]);
        }, () -> run.get(type).ifPresent(t -> sql.where("l.type = ?", t)));
        run.get(start).ifPresent(at -> sql.where("l.at " + after + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("l.at " + (newer ? "<=" : ">=") + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(user).ifPresent(name -> sql.where("l.user_name = named_user(?)", name));
        run.get(title).ifPresent(text -> {
            Title wanted = title(text);
            sql.where("l.namespace = ? AND l.title = ?", wanted.namespace(), wanted.text());
        });
        run.get(prefix).ifPresent(text -> {
            Title wanted = title(text);
            sql.where("l.namespace = ? AND starts_with(l.title, ?)", wanted.namespace(), wanted.text());
        });
        run.get(namespace).ifPresent(id -> sql.where("l.namespace = ?", id));
        run.get(tag).ifPresent(name -> sql.where("l.tags <> '' AND string_to_array(l.tags, '|') @> ARRAY[?]", name));
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 2);
            sql.where("(l.at, l.id) " + after + " (?, ?)", Cursor.time(parts[0]), Cursor.number(parts[1]));
        });
        hide(run, sql);
        String order = newer ? "" : " DESC";
        return index.rows(sql.add(" ORDER BY l.at" + order + ", l.id" + order + " LIMIT ?", run.get(limit) + 1)).chain(rows -> {
            Found found = new Found();
            Result.Items items = Result.items("item");
            Comments comments = new Comments();
            Batch.each(rows, run.get(limit), row -> items.add(show(run, row, comments)),
                    row -> found.next(run, goOn, Cursor.time(row.getOffsetDateTime(3)) + "|" + row.getLong(0)));
            return comments.fill(formatter, found.value("logevents", items));
        });
    }

    /** Entries whose action, or whose user when users are asked for, is hidden from the caller are not listed: else asking would tell. */
    private void hide(QueryRun run, SqlText sql) {
        sql.whereIf(!run.caller().may("suppressionlog"), "l.type <> 'suppress'");
        int hidden = (run.get(title).isPresent() || run.get(prefix).isPresent() || run.get(namespace).isPresent() ? ACTION : 0) | (run.get(user).isPresent() ? USER : 0);
        if (hidden == 0) {
            return;
        }
        if (!run.caller().may("deletedhistory")) {
            sql.where("l.visibility & ? = 0", hidden);
        } else if (!run.caller().may("viewsuppressed") && !run.caller().may("suppressrevision")) {
            sql.where("(l.visibility & 8 = 0 OR l.visibility & ? = 0)", hidden);
        }
    }

    private Title title(String text) {
        return parser.parse(text, Namespace.MAIN).title().orElseThrow(() -> ApiException.of("invalidtitle", "apierror-invalidtitle", Arg.raw(text)));
    }

    private Result.Tree show(QueryRun run, Row row, Comments comments) {
        Set<String> props = run.get(prop);
        int hidden = row.getInteger(14);
        boolean sees = ChangeFields.sees(run, hidden);
        boolean action = (hidden & ACTION) == 0 || sees;
        Result.Tree item = Result.tree();
        if (props.contains("ids")) {
            item.put("logid", row.getLong(0));
        }
        item.flag("actionhidden", (hidden & ACTION) != 0 && (props.contains("title") || props.contains("ids") || props.contains("details")));
        if (props.contains("title") && action) {
            titles.put(item, row.getInteger(6), row.getString(7));
        }
        if (props.contains("ids") && action) {
            item.put("pageid", row.getLong(13)).put("logpage", row.getLong(8));
            if (row.getLong(12) > 0) {
                item.put("revid", row.getLong(12));
            }
        }
        if (props.contains("details") && action) {
            item.put("params", LogParams.of(row.getString(10)));
        }
        if (props.contains("type")) {
            item.put("type", row.getString(1)).put("action", row.getString(2));
        }
        if (props.contains("user") || props.contains("userid")) {
            user(item, row, props, (hidden & USER) != 0, sees);
        }
        if (props.contains("timestamp")) {
            item.put("timestamp", Timestamps.iso(row.getOffsetDateTime(3).toInstant()));
        }
        if (props.contains("comment") || props.contains("parsedcomment")) {
            item.flag("commenthidden", (hidden & COMMENT) != 0);
            if ((hidden & COMMENT) == 0 || sees) {
                if (props.contains("comment")) {
                    item.put("comment", row.getString(9));
                }
                if (props.contains("parsedcomment")) {
                    comments.put(item, "parsedcomment", row.getString(9), Title.of(row.getInteger(6), row.getString(7)));
                }
            }
        }
        if (props.contains("tags")) {
            item.put("tags", Result.Items.of("tag", RevisionFields.tags(row.getString(11))));
        }
        return item;
    }

    private static void user(Result.Tree item, Row row, Set<String> props, boolean hidden, boolean sees) {
        item.flag("userhidden", hidden);
        if (hidden && !sees) {
            return;
        }
        if (props.contains("user")) {
            item.put("user", row.getString(5));
        }
        if (props.contains("userid")) {
            item.put("userid", row.getLong(4));
        }
        item.flag("temp", ChangeFields.isTemporary(row.getString(5))).flag("anon", row.getLong(4) == 0);
    }
}
