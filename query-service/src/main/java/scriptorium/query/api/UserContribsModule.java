package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
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
import scriptorium.wikitext.title.Title;

/** {@code list=usercontribs}: the edits of users. */
@ApplicationScoped
class UserContribsModule implements QuerySubmodule {

    private final Params params = Params.declare("uc");
    private final Param<Integer> limit = params.limit();
    private final Param<Optional<Instant>> start = params.timestamp("start").optional();
    private final Param<Optional<Instant>> end = params.timestamp("end").optional();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Optional<Set<String>>> user = params.user("user", "name", "ip", "temp", "interwiki").many();
    private final Param<Optional<Set<Long>>> userIds = params.integer("userids").many();
    private final Param<Optional<String>> userPrefix = params.text("userprefix").optional();
    private final Param<String> dir = params.choice("dir", "newer", "older").orElse("older");
    private final Param<Optional<Set<Integer>>> namespace = params.namespace("namespace").all("*").many();
    private final Param<Set<String>> prop = params.choice("prop", "ids", "title", "timestamp", "comment", "parsedcomment", "size", "sizediff", "flags", "tags")
            .manyOr("ids", "title", "timestamp", "comment", "size", "flags");
    private final Param<Optional<Set<String>>> show = params.choice("show", "minor", "!minor", "top", "!top", "new", "!new").many();
    private final Param<Optional<String>> tag = params.text("tag").optional();
    private final ModuleSpec spec = ModuleSpec.list("usercontribs", params)
            .exactlyOneOf(userPrefix, userIds, user)
            .example("action=query&list=usercontribs&ucuser=Admin", "apihelp-query+usercontribs-example-user")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final WikitextEngine engine;

    UserContribsModule(Index index, TitleFields titles, WikitextEngine engine) {
        this.index = index;
        this.titles = titles;
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
        SqlText sql = new SqlText("SELECT r.id, r.page_id, r.parent_id, r.made_at, r.user_id, r.user_name, r.is_minor, r.size, r.comment, r.tags, p.namespace, p.title,"
                + " p.latest_revision_id, coalesce(q.size, 0) FROM revision r JOIN page p ON p.id = r.page_id LEFT JOIN revision q ON q.id = r.parent_id");
        run.get(user).ifPresent(names -> sql.where("r.user_name = ANY(?)", (Object) names.toArray(String[]::new)));
        run.get(userIds).ifPresent(ids -> sql.where("r.user_id = ANY(?)", (Object) ids.toArray(Long[]::new)));
        run.get(userPrefix).ifPresent(prefix -> sql.where("r.user_name >= ? AND r.user_name < ?", prefix, prefix + "\uFFFF"));
        sql.whereIf(!run.caller().may("deletedhistory"), "(r.visibility & 4) = 0");
        run.get(start).ifPresent(at -> sql.where("r.made_at " + after + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("r.made_at " + (newer ? "<=" : ">=") + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(namespace).ifPresent(ids -> sql.where("p.namespace = ANY(?)", (Object) ids.toArray(Integer[]::new)));
        run.get(tag).ifPresent(name -> sql.where("? = ANY(string_to_array(r.tags, '|'))", name));
        Set<String> shown = run.get(show).orElse(Set.of());
        sql.whereIf(shown.contains("minor"), "r.is_minor").whereIf(shown.contains("!minor"), "NOT r.is_minor")
                .whereIf(shown.contains("top"), "p.latest_revision_id = r.id").whereIf(shown.contains("!top"), "p.latest_revision_id <> r.id")
                .whereIf(shown.contains("new"), "r.parent_id = 0").whereIf(shown.contains("!new"), "r.parent_id <> 0");
        run.get(goOn).ifPresent(c -> {
            String[] parts = c.split("\\|", -1);
            if (parts.length < 2) {
                throw Cursor.bad();
            }
            sql.where("(r.made_at, r.id) " + after + " (?, ?)", Cursor.time(parts[parts.length - 2]), Cursor.number(parts[parts.length - 1]));
        });
        String order = newer ? "" : " DESC";
        return index.rows(sql.add(" ORDER BY r.made_at" + order + ", r.id" + order + " LIMIT ?", run.get(limit) + 1)).map(rows -> {
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
            return found.value("usercontribs", items);
        });
    }

    private Result.Tree show(Set<String> props, Row row) {
        Result.Tree item = Result.tree().put("userid", row.getLong(4)).put("user", row.getString(5));
        if (props.contains("ids")) {
            item.put("pageid", row.getLong(1)).put("revid", row.getLong(0)).put("parentid", row.getLong(2));
        }
        if (props.contains("title")) {
            titles.put(item, row.getInteger(10), row.getString(11));
        }
        if (props.contains("timestamp")) {
            item.put("timestamp", Timestamps.iso(row.getOffsetDateTime(3).toInstant()));
        }
        if (props.contains("flags")) {
            item.put("new", row.getLong(2) == 0).put("minor", row.getBoolean(6)).put("top", row.getLong(12).equals(row.getLong(0)));
        }
        if (props.contains("comment")) {
            item.put("comment", row.getString(8));
        }
        if (props.contains("parsedcomment")) {
            item.put("parsedcomment", engine.summaryHtml(row.getString(8), Optional.of(Title.of(row.getInteger(10), row.getString(11))), WikiSource.EMPTY));
        }
        if (props.contains("size")) {
            item.put("size", row.getInteger(7));
        }
        if (props.contains("sizediff")) {
            item.put("sizediff", (long) row.getInteger(7) - row.getInteger(13));
        }
        if (props.contains("tags")) {
            item.put("tags", Result.Items.of("tag", RevisionFields.tags(row.getString(9))));
        }
        return item;
    }
}
