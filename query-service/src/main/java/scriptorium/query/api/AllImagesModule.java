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

/** {@code list=allimages}: files by name or by time. */
@ApplicationScoped
class AllImagesModule implements QuerySubmodule {

    private static final String BOT = "EXISTS (SELECT FROM account a, json_array_elements(a.groups::json) g WHERE a.id = v.user_id AND g->>'group' = 'bot')";

    private final Params params = Params.declare("ai");
    private final Param<String> sort = params.choice("sort", "name", "timestamp").orElse("name");
    private final Param<String> dir = params.choice("dir", "ascending", "descending", "newer", "older").orElse("ascending");
    private final Param<Optional<String>> from = params.text("from").optional();
    private final Param<Optional<String>> to = params.text("to").optional();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Optional<Instant>> start = params.timestamp("start").optional();
    private final Param<Optional<Instant>> end = params.timestamp("end").optional();
    private final Param<Set<String>> prop = params.choice("prop", "timestamp", "user", "userid", "comment", "parsedcomment", "canonicaltitle", "url", "size",
            "dimensions", "sha1", "mime", "mediatype", "metadata", "commonmetadata", "extmetadata", "bitdepth", "badfile").manyOr("timestamp", "url");
    private final Param<Optional<String>> prefix = params.text("prefix").optional();
    private final Param<Optional<Long>> minSize = params.integer("minsize").optional();
    private final Param<Optional<Long>> maxSize = params.integer("maxsize").optional();
    private final Param<Optional<String>> sha1 = params.text("sha1").optional();
    private final Param<Optional<String>> sha1Base36 = params.text("sha1base36").optional();
    private final Param<Optional<String>> user = params.user("user", "name", "ip", "temp", "interwiki", "id").optional();
    private final Param<String> filterBots = params.choice("filterbots", "all", "bots", "nobots").orElse("all");
    private final Param<Optional<Set<String>>> mime = params.text("mime").many();
    private final Param<Integer> limit = params.limit();
    private final ModuleSpec spec = ModuleSpec.list("allimages", params)
            .generator()
            .example("action=query&list=allimages&aifrom=B", "apihelp-query+allimages-example-b")
            .example("action=query&list=allimages&aiprop=user|timestamp|url&aisort=timestamp&aidir=older", "apihelp-query+allimages-example-recent")
            .example("action=query&generator=allimages&gailimit=4&gaifrom=T&prop=imageinfo", "apihelp-query+allimages-example-generator")
            .build();

    private final Index index;
    private final FileFields fields;
    private final TitleFields titles;
    private final TitleParts parts;
    private final CommentFormatter formatter;

    AllImagesModule(Index index, FileFields fields, TitleFields titles, TitleParser parser, CommentFormatter formatter) {
        this.index = index;
        this.fields = fields;
        this.titles = titles;
        this.parts = new TitleParts(parser);
        this.formatter = formatter;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        boolean byName = run.get(sort).equals("name");
        check(run, byName);
        boolean up = run.get(dir).equals("ascending") || run.get(dir).equals("newer");
        String order = up ? "" : " DESC";
        SqlText sql = new SqlText("SELECT " + FileFields.COLUMNS + ", p.id FROM file_version v LEFT JOIN page p ON p.namespace = 6 AND p.title = v.title")
                .where("v.position = 0");
        place(run, sql, byName, up ? ">=" : "<=", up ? "<=" : ">=");
        Sha1.of(run.get(sha1), run.get(sha1Base36)).ifPresent(hash -> sql.where("v.sha1 = ?", hash));
        run.get(minSize).ifPresent(size -> sql.where("v.size >= ?", size));
        run.get(maxSize).ifPresent(size -> sql.where("v.size <= ?", size));
        run.get(user).ifPresent(name -> sql.where("v.user_name = named_user(?)", name));
        sql.whereIf(run.get(filterBots).equals("bots"), BOT).whereIf(run.get(filterBots).equals("nobots"), "NOT " + BOT);
        run.get(mime).ifPresent(types -> sql.where("v.mime = ANY(?)", (Object) types.toArray(String[]::new)));
        sql.add(" ORDER BY " + (byName ? "dbkey(v.title)" + order : "v.at" + order + ", v.title" + order) + " LIMIT ?", run.get(limit) + 1);
        return index.rows(sql).chain(rows -> found(run, rows, byName));
    }

    private void check(QueryRun run, boolean byName) {
        if (byName) {
            for (Param<?> param : List.of(start, end, user)) {
                if (run.params().has(param)) {
                    throw only(run, param, "timestamp");
                }
            }
            if (!run.get(filterBots).equals("all")) {
                throw only(run, filterBots, "timestamp");
            }
            return;
        }
        for (Param<?> param : List.of(from, to, prefix)) {
            if (run.params().has(param)) {
                throw only(run, param, "name");
            }
        }
        if (run.get(user).isPresent() && !run.get(filterBots).equals("all")) {
            throw ApiException.of("invalidparammix-cannotusewith", "apierror-invalidparammix-cannotusewith", Arg.raw(run.params().wireName(user)),
                    Arg.raw(run.params().wireName(filterBots)));
        }
    }

    private ApiException only(QueryRun run, Param<?> param, String order) {
        return ApiException.of("invalidparammix", "apierror-invalidparammix-mustusewith", Arg.raw(run.params().wireName(param)),
                Arg.raw(run.params().wireName(sort) + "=" + order));
    }

    private void place(QueryRun run, SqlText sql, boolean byName, String after, String before) {
        if (byName) {
            run.get(goOn).ifPresent(c -> sql.where("dbkey(v.title) " + after + " dbkey(?)", Cursor.parts(c, 1)[0].replace('_', ' ')));
            run.get(from).map(this::part).ifPresent(t -> sql.where("dbkey(v.title) " + after + " dbkey(?)", t));
            run.get(to).map(this::part).ifPresent(t -> sql.where("dbkey(v.title) " + before + " dbkey(?)", t));
            run.get(prefix).map(this::part).ifPresent(t -> sql.where("dbkey(v.title) >= dbkey(?) AND dbkey(v.title) < dbkey(?)", t, t + "\uFFFF"));
            return;
        }
        run.get(start).ifPresent(at -> sql.where("v.at " + after + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("v.at " + before + " ?", at.atOffset(ZoneOffset.UTC)));
        run.get(goOn).ifPresent(c -> {
            String[] at = Cursor.parts(c, 2);
            sql.where("(v.at, v.title) " + after + " (?, ?)", Cursor.time(at[0]), at[1].replace('_', ' '));
        });
    }

    private String part(String text) {
        return parts.of(text, Namespace.FILE);
    }

    private Uni<Found> found(QueryRun run, List<Row> rows, boolean byName) {
        Found found = new Found();
        Result.Items items = Result.items("img");
        Comments comments = new Comments();
        FileFields.Wish wish = FileFields.Wish.of(run.get(prop));
        Batch.each(rows, run.get(limit), row -> {
            if (run.generator()) {
                found.title(Title.of(Namespace.FILE, row.getString(0)));
                return;
            }
            Result.Tree item = fields.show(row, wish, Optional.ofNullable(row.getLong(16)), comments).put("name", row.getString(0).replace(' ', '_'));
            items.add(titles.put(item, Namespace.FILE, row.getString(0)));
        }, row -> {
            String key = row.getString(0).replace(' ', '_');
            found.next(run, goOn, byName ? key : Cursor.time(row.getOffsetDateTime(1)) + "|" + key);
        });
        return comments.fill(formatter, run.generator() ? found : found.value("allimages", items));
    }
}
