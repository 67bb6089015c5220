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

/** {@code list=protectedtitles}: titles that not everybody may create. */
@ApplicationScoped
class ProtectedTitlesModule implements QuerySubmodule {

    private final Params params = Params.declare("pt");
    private final Param<Optional<Set<Integer>>> namespace = params.namespace("namespace").all("*").many();
    private final Param<Optional<Set<String>>> level = params.choice("level", "autoconfirmed", "sysop").many();
    private final Param<Integer> limit = params.limit();
    private final Param<String> dir = params.choice("dir", "newer", "older").orElse("older");
    private final Param<Optional<Instant>> start = params.timestamp("start").optional();
    private final Param<Optional<Instant>> end = params.timestamp("end").optional();
    private final Param<Set<String>> prop = params.choice("prop", "timestamp", "user", "userid", "comment", "parsedcomment", "expiry", "level")
            .manyOr("timestamp", "level");
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final ModuleSpec spec = ModuleSpec.list("protectedtitles", params)
            .generator()
            .example("action=query&list=protectedtitles", "apihelp-query+protectedtitles-example-simple")
            .example("action=query&generator=protectedtitles&gptnamespace=0&prop=linkshere", "apihelp-query+protectedtitles-example-generator")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final CommentFormatter formatter;

    ProtectedTitlesModule(Index index, TitleFields titles, CommentFormatter formatter) {
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
        return QuerySubmodule.ofComments(values.get(prop).contains("parsedcomment"));
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        boolean newer = run.get(dir).equals("newer");
        String after = newer ? ">=" : "<=";
        String order = newer ? "" : " DESC";
        SqlText sql = new SqlText("SELECT t.namespace, t.title, t.level, t.expires_at, t.user_id, t.user_name, t.comment, t.at FROM title_protection t")
                .where("(t.expires_at IS NULL OR t.expires_at > now())");
        run.get(namespace).filter(ids -> !ids.isEmpty()).ifPresent(ids -> sql.where("t.namespace = ANY(?)", (Object) ids.toArray(Integer[]::new)));
        run.get(level).filter(wanted -> !wanted.isEmpty()).ifPresent(levels -> sql.where("t.level = ANY(?)", (Object) levels.toArray(String[]::new)));
        run.get(start).ifPresent(at -> sql.where("t.at " + after + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("t.at " + (newer ? "<=" : ">=") + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(goOn).ifPresent(c -> {
            String[] parts = Cursor.parts(c, 3);
            sql.where("(t.at, t.namespace, dbkey(t.title)) " + after + " (?, ?, dbkey(?))", Cursor.time(parts[0]), (int) Cursor.number(parts[1]), parts[2].replace('_', ' '));
        });
        return index.rows(sql.add(" ORDER BY t.at" + order + ", t.namespace" + order + ", dbkey(t.title)" + order + " LIMIT ?", run.get(limit) + 1))
                .chain(rows -> found(run, rows));
    }

    private Uni<Found> found(QueryRun run, List<Row> rows) {
        Found found = new Found();
        Result.Items items = Result.items("pt");
        Comments comments = new Comments();
        Batch.each(rows, run.get(limit), row -> {
            if (run.generator()) {
                found.title(Title.of(row.getInteger(0), row.getString(1)));
            } else {
                items.add(show(run.get(prop), row, comments));
            }
        }, row -> found.next(run, goOn, Cursor.time(row.getOffsetDateTime(7)) + "|" + row.getInteger(0) + "|" + row.getString(1).replace(' ', '_')));
        return comments.fill(formatter, run.generator() ? found : found.value("protectedtitles", items));
    }

    private Result.Tree show(Set<String> props, Row row, Comments comments) {
        Result.Tree item = titles.put(Result.tree(), row.getInteger(0), row.getString(1));
        if (props.contains("timestamp")) {
            item.put("timestamp", Timestamps.iso(row.getOffsetDateTime(7).toInstant()));
        }
        if (props.contains("user")) {
            item.put("user", row.getString(5));
        }
        if (props.contains("userid") || props.contains("user")) {
            item.put("userid", row.getLong(4));
        }
        if (props.contains("comment")) {
            item.put("comment", row.getString(6));
        }
        if (props.contains("parsedcomment")) {
            comments.put(item, "parsedcomment", row.getString(6), Title.of(row.getInteger(0), row.getString(1)));
        }
        if (props.contains("expiry")) {
            item.put("expiry", Cursor.expiry(row.getOffsetDateTime(3)));
        }
        if (props.contains("level")) {
            item.put("level", row.getString(2));
        }
        return item;
    }
}
