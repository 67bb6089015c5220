package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
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

/** {@code list=filearchive}: files that were deleted. Sizes are texts, as MediaWiki has them here. */
@ApplicationScoped
class FileArchiveModule implements QuerySubmodule {

    private final Params params = Params.declare("fa");
    private final Param<Optional<String>> from = params.text("from").optional();
    private final Param<Optional<String>> to = params.text("to").optional();
    private final Param<Optional<String>> prefix = params.text("prefix").optional();
    private final Param<String> dir = params.choice("dir", "ascending", "descending").orElse("ascending");
    private final Param<Optional<String>> sha1 = params.text("sha1").optional();
    private final Param<Optional<String>> sha1Base36 = params.text("sha1base36").optional();
    private final Param<Set<String>> prop = params.choice("prop", "sha1", "timestamp", "user", "size", "dimensions", "description", "parseddescription", "mime",
            "mediatype", "metadata", "bitdepth", "archivename").manyOr("timestamp");
    private final Param<Integer> limit = params.limit();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final ModuleSpec spec = ModuleSpec.list("filearchive", params)
            .example("action=query&list=filearchive", "apihelp-query+filearchive-example-simple")
            .build();

    private final Index index;
    private final TitleFields titles;
    private final TitleParts parts;
    private final CommentFormatter formatter;

    FileArchiveModule(Index index, TitleFields titles, TitleParser parser, CommentFormatter formatter) {
        this.index = index;
        this.titles = titles;
        this.parts = new TitleParts(parser);
        this.formatter = formatter;
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
        Set<String> props = run.get(prop);
        if ((props.contains("description") || props.contains("parseddescription")) && !run.caller().may("deletedhistory")) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied", Arg.raw("view deleted comments"));
        }
        if (props.contains("metadata") && !run.caller().may("deletedtext") && !run.caller().may("undelete")) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied", Arg.raw("view deleted texts"));
        }
        boolean up = run.get(dir).equals("ascending");
        String after = up ? ">=" : "<=";
        String order = up ? "" : " DESC";
        SqlText sql = new SqlText("SELECT d.id, d.title, d.at, d.user_id, d.user_name, d.comment, d.size, d.width, d.height, d.bits, d.mime, d.media_type, d.sha1,"
                + " d.archive_name, d.metadata FROM deleted_file d");
        run.get(from).map(this::part).ifPresent(t -> sql.where("dbkey(d.title) " + after + " dbkey(?)", t));
        run.get(to).map(this::part).ifPresent(t -> sql.where("dbkey(d.title) " + (up ? "<=" : ">=") + " dbkey(?)", t));
        run.get(prefix).map(this::part).ifPresent(t -> sql.where("dbkey(d.title) >= dbkey(?) AND dbkey(d.title) < dbkey(?)", t, t + "\uFFFF"));
        run.get(goOn).ifPresent(c -> {
            String[] at = Cursor.parts(c, 3);
            sql.where("(dbkey(d.title), d.at, d.id) " + after + " (dbkey(?), ?, ?)", at[0].replace('_', ' '), Cursor.time(at[1]), Cursor.number(at[2]));
        });
        Sha1.of(run.get(sha1), run.get(sha1Base36)).ifPresent(hash -> sql.where("d.sha1 = ?", hash));
        return index.rows(sql.add(" ORDER BY dbkey(d.title)" + order + ", d.at" + order + ", d.id" + order + " LIMIT ?", run.get(limit) + 1)).chain(rows -> found(run, rows));
    }

    private String part(String text) {
        return parts.of(text, Namespace.FILE);
    }

    private Uni<Found> found(QueryRun run, List<Row> rows) {
        Found found = new Found();
        Result.Items items = Result.items("fa");
        Comments comments = new Comments();
        Batch.each(rows, run.get(limit), row -> items.add(show(run.get(prop), row, comments)),
                row -> found.next(run, goOn, row.getString(1).replace(' ', '_') + "|" + Cursor.time(row.getOffsetDateTime(2)) + "|" + row.getLong(0)));
        return comments.fill(formatter, found.value("filearchive", items));
    }

    private Result.Tree show(Set<String> props, Row row, Comments comments) {
        Result.Tree file = titles.put(Result.tree().put("id", row.getLong(0)).put("name", row.getString(1).replace(' ', '_')), Namespace.FILE, row.getString(1));
        if (props.contains("parseddescription")) {
            comments.put(file, "parseddescription", row.getString(5), Title.of(Namespace.FILE, row.getString(1)));
        }
        if (props.contains("description") || props.contains("parseddescription")) {
            file.put("description", row.getString(5));
        }
        if (props.contains("user")) {
            file.put("userid", row.getLong(3)).put("user", row.getString(4));
        }
        if (props.contains("sha1")) {
            file.put("sha1", row.getString(12));
        }
        if (props.contains("timestamp")) {
            file.put("timestamp", Timestamps.iso(row.getOffsetDateTime(2).toInstant()));
        }
        if (props.contains("size") || props.contains("dimensions")) {
            file.put("size", String.valueOf(row.getLong(6))).put("height", String.valueOf(row.getInteger(8))).put("width", String.valueOf(row.getInteger(7)));
        }
        if (props.contains("mediatype")) {
            file.put("mediatype", row.getString(11));
        }
        if (props.contains("metadata")) {
            file.put("metadata", LogParams.of(row.getString(14)));
        }
        if (props.contains("bitdepth")) {
            file.put("bitdepth", String.valueOf(row.getInteger(9)));
        }
        if (props.contains("mime")) {
            file.put("mime", row.getString(10));
        }
        if (props.contains("archivename") && !row.getString(13).isEmpty()) {
            file.put("archivename", row.getString(13));
        }
        return file;
    }
}
