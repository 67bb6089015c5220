package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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

/** {@code list=logevents}. */
@ApplicationScoped
class LogEventsModule implements QuerySubmodule {

    private static final List<String> TYPES = List.of("suppress", "block", "protect", "rights", "delete", "upload", "move", "import", "patrol", "merge", "tag",
            "managetags", "contentmodel", "newusers", "create", "renameuser", "");
    private static final List<String> ACTIONS = List.of("block/block", "block/reblock", "block/unblock", "contentmodel/change", "contentmodel/new",
            "create/create", "delete/delete", "delete/delete_redir", "delete/delete_redir2", "delete/event", "delete/restore", "delete/revision",
            "import/interwiki", "import/upload", "interwiki/*", "managetags/activate", "managetags/create", "managetags/deactivate", "managetags/delete",
            "merge/merge", "merge/merge-into", "move/move", "move/move_redir", "newusers/autocreate", "newusers/byemail", "newusers/create", "newusers/create2",
            "newusers/newusers", "patrol/autopatrol", "patrol/patrol", "protect/modify", "protect/move_prot", "protect/protect", "protect/unprotect",
            "renameuser/renameuser", "rights/autopromote", "rights/blockautopromote", "rights/restoreautopromote", "rights/rights", "suppress/block",
            "suppress/delete", "suppress/event", "suppress/reblock", "suppress/revision", "tag/update", "upload/overwrite", "upload/revert", "upload/upload");

    private final Params params = Params.declare("le");
    private final Param<Set<String>> prop = params.choice("prop", "ids", "title", "type", "user", "userid", "timestamp", "comment", "parsedcomment", "details", "tags")
            .manyOr("ids", "title", "type", "user", "timestamp", "comment", "details");
    private final Param<Optional<String>> type = params.choice("type", TYPES).optional();
    private final Param<Optional<String>> action = params.choice("action", ACTIONS).optional();
    private final Param<Optional<Instant>> start = params.timestamp("start").optional();
    private final Param<Optional<Instant>> end = params.timestamp("end").optional();
    private final Param<String> dir = params.choice("dir", "newer", "older").orElse("older");
    private final Param<Optional<Set<Long>>> ids = params.integer("ids").many();
    private final Param<Optional<String>> user = params.user("user", "name", "ip", "temp", "interwiki", "id").optional();
    private final Param<Optional<String>> title = params.text("title").optional();
    private final Param<Optional<Integer>> namespace = params.namespace("namespace", -2, -1).optional();
    private final Param<Optional<String>> prefix = params.text("prefix").optional();
    private final Param<Optional<String>> tag = params.text("tag").optional();
    private final Param<Integer> limit = params.limit();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final ModuleSpec spec = ModuleSpec.list("logevents", params)
            .example("action=query&list=logevents", "apihelp-query+logevents-example-simple")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final TitleParser parser;
    private final WikitextEngine engine;

    LogEventsModule(Index index, TitleFields titles, TitleParser parser, WikitextEngine engine) {
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
        SqlText sql = new SqlText("SELECT l.id, l.type, l.action, l.at, l.user_id, l.user_name, l.namespace, l.title, l.page_id, l.comment, l.params, l.tags,"
                + " l.revision_id, coalesce(p.id, 0) FROM log_entry l LEFT JOIN page p ON p.namespace = l.namespace AND p.title = l.title");
        run.get(action).ifPresentOrElse(text -> {
            String[] parts = text.split("/", 2);
            sql.where("l.type = ?", parts[0]).whereIf(!parts[1].equals("*"), "l.action = ?", parts[1]);
        }, () -> run.get(type).filter(t -> !t.isEmpty()).ifPresent(t -> sql.where("l.type = ?", t)));
        run.get(start).ifPresent(at -> sql.where("l.at " + after + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("l.at " + (newer ? "<=" : ">=") + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(ids).ifPresent(list -> sql.where("l.id = ANY(?)", (Object) list.toArray(Long[]::new)));
        run.get(user).ifPresent(name -> sql.where("l.user_name = ?", name));
        run.get(title).ifPresent(text -> {
            Title wanted = title(text);
            sql.where("l.namespace = ? AND l.title = ?", wanted.namespace(), wanted.text());
        });
        run.get(prefix).ifPresent(text -> {
            Title wanted = title(text);
            sql.where("l.namespace = ? AND starts_with(l.title, ?)", wanted.namespace(), wanted.text());
        });
        run.get(namespace).ifPresent(id -> sql.where("l.namespace = ?", id));
        run.get(tag).ifPresent(name -> sql.where("? = ANY(string_to_array(l.tags, '|'))", name));
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 2);
            sql.where("(l.at, l.id) " + after + " (?, ?)", Cursor.time(parts[0]), Cursor.number(parts[1]));
        });
        sql.whereIf(!run.caller().may("suppressionlog"), "l.type <> 'suppress'");
        String order = newer ? "" : " DESC";
        return index.rows(sql.add(" ORDER BY l.at" + order + ", l.id" + order + " LIMIT ?", run.get(limit) + 1)).map(rows -> {
            Found found = new Found();
            Result.Items items = Result.items("item");
            int count = 0;
            for (Row row : rows) {
                if (++count > run.get(limit)) {
                    found.next(run, goOn, Cursor.time(row.getOffsetDateTime(3)) + "|" + row.getLong(0));
                    break;
                }
                items.add(show(run.get(prop), row));
            }
            return found.value("logevents", items);
        });
    }

    private Title title(String text) {
        return parser.parse(text, Namespace.MAIN).title().orElseThrow(() -> ApiException.of("bad_title", "apierror-bad-title", Arg.raw(text)));
    }

    private Result.Tree show(Set<String> props, Row row) {
        Result.Tree item = Result.tree();
        if (props.contains("ids")) {
            item.put("logid", row.getLong(0));
        }
        if (props.contains("title")) {
            titles.put(item, row.getInteger(6), row.getString(7));
        }
        if (props.contains("ids")) {
            item.put("pageid", row.getLong(13)).put("logpage", row.getLong(8));
            if (row.getLong(12) > 0) {
                item.put("revid", row.getLong(12));
            }
        }
        if (props.contains("details")) {
            item.put("params", LogParams.of(row.getString(10)));
        }
        if (props.contains("type")) {
            item.put("type", row.getString(1)).put("action", row.getString(2));
        }
        if (props.contains("user")) {
            item.put("user", row.getString(5));
        }
        if (props.contains("userid")) {
            item.put("userid", row.getLong(4));
        }
        if (props.contains("user") || props.contains("userid")) {
            item.flag("anon", row.getLong(4) == 0);
        }
        if (props.contains("timestamp")) {
            item.put("timestamp", Timestamps.iso(row.getOffsetDateTime(3).toInstant()));
        }
        if (props.contains("comment")) {
            item.put("comment", row.getString(9));
        }
        if (props.contains("parsedcomment")) {
            item.put("parsedcomment", engine.summaryHtml(row.getString(9), Optional.of(Title.of(row.getInteger(6), row.getString(7))), WikiSource.EMPTY));
        }
        if (props.contains("tags")) {
            item.put("tags", Result.Items.of("tag", RevisionFields.tags(row.getString(11))));
        }
        return item;
    }
}
