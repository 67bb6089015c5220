package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.contract.call.ModuleAnswer.CacheMode;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.PageSet;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.index.Index;
import scriptorium.query.index.PageRow;
import scriptorium.query.index.SqlText;
import scriptorium.query.parse.CommentFormatter;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.TitleParser;

/** {@code prop=imageinfo}: files and their history. */
@ApplicationScoped
class ImageInfoModule implements QuerySubmodule {

    private static final Pattern SIZE = Pattern.compile("(?:lang[a-z-]+-)?(\\d{1,6})px");
    /** Files that have no version of their own, but lead to others. */
    private static final String LED = """
            SELECT p.title, r.title, t.id FROM page p JOIN redirect r ON r.page_id = p.id LEFT JOIN page t ON t.namespace = 6 AND t.title = r.title
            WHERE p.namespace = 6 AND p.title = ANY($1) AND r.namespace = 6 AND r.interwiki = ''
            AND NOT EXISTS (SELECT FROM file_version v WHERE v.title = p.title AND v.position = 0)""";
    private static final String EXISTING = "SELECT title FROM file_version WHERE position = 0 AND title = ANY($1)";

    private final Params params = Params.declare("ii");
    private final Param<Set<String>> prop = params.choice("prop", "timestamp", "user", "userid", "comment", "parsedcomment", "canonicaltitle", "url", "size",
            "dimensions", "sha1", "mime", "thumbmime", "mediatype", "metadata", "commonmetadata", "extmetadata", "archivename", "bitdepth", "uploadwarning", "badfile")
            .manyOr("timestamp", "user");
    private final Param<Integer> limit = params.limit("limit", 500, 5000).orElse(1);
    private final Param<Optional<Instant>> start = params.timestamp("start").optional();
    private final Param<Optional<Instant>> end = params.timestamp("end").optional();
    private final Param<Long> urlWidth = params.integer("urlwidth").orElse(-1L);
    private final Param<Long> urlHeight = params.integer("urlheight").orElse(-1L);
    private final Param<String> metadataVersion = params.text("metadataversion").orElse("1");
    private final Param<String> extLanguage = params.text("extmetadatalanguage").orElse("en");
    private final Param<Boolean> extMultiLanguage = params.flag("extmetadatamultilang");
    private final Param<Optional<Set<String>>> extFilter = params.text("extmetadatafilter").many();
    private final Param<String> urlParam = params.text("urlparam").orElse("");
    private final Param<Optional<String>> badFileContext = params.text("badfilecontexttitle").optional();
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final Param<Boolean> localOnly = params.flag("localonly");
    private final ModuleSpec spec = ModuleSpec.prop("imageinfo", params)
            .example("action=query&titles=File:Sunrise.png&prop=imageinfo", "apihelp-query+imageinfo-example-simple")
            .build();

    private final Index index;
    private final FileFields fields;
    private final CommentFormatter formatter;
    private final TitleParser parser;

    ImageInfoModule(Index index, FileFields fields, CommentFormatter formatter, TitleParser parser) {
        this.index = index;
        this.fields = fields;
        this.formatter = formatter;
        this.parser = parser;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public CacheMode cacheMode(ParamValues values, Caller caller) {
        return QuerySubmodule.unlessSeesHidden(caller, CacheMode.PUBLIC);
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        FileFields.Wish wish = wish(run);
        List<PageSet.Entry> files = run.pages().titled().stream().filter(e -> e.title().orElseThrow().namespace() == Namespace.FILE).toList();
        run.get(badFileContext).filter(text -> parser.parse(text, Namespace.MAIN).title().isEmpty()).ifPresent(text -> {
            throw ApiException.of("invalid-title", "apierror-invalidtitle", Arg.raw(text));
        });
        if (files.isEmpty()) {
            return Uni.createFrom().item(Found.nothing());
        }
        Optional<String[]> place = run.get(goOn).map(c -> Cursor.parts(c, 2));
        String[] leading = files.stream().filter(e -> e.row().filter(PageRow::redirect).isPresent()).map(ImageInfoModule::text).toArray(String[]::new);
        return (leading.length == 0 ? Uni.createFrom().item(List.<Row>of()) : index.rows(LED, (Object) leading))
                .chain(led -> versions(run, wish, files, led, place));
    }

    private static String text(PageSet.Entry entry) {
        return entry.title().orElseThrow().text();
    }

    private Uni<Found> versions(QueryRun run, FileFields.Wish wish, List<PageSet.Entry> files, List<Row> led, Optional<String[]> place) {
        Map<String, String> fileOf = new HashMap<>();
        Map<String, Optional<Long>> pageOf = new HashMap<>();
        files.forEach(e -> fileOf.put(text(e), text(e)));
        led.forEach(row -> {
            fileOf.put(row.getString(0), row.getString(1));
            pageOf.put(row.getString(1), Optional.ofNullable(row.getLong(2)));
        });
        files.forEach(e -> pageOf.put(text(e), e.row().map(PageRow::id)));
        String[] texts = fileOf.values().stream().distinct().toArray(String[]::new);
        SqlText sql = new SqlText("SELECT " + FileFields.COLUMNS + " FROM file_version v").where("v.title = ANY(?)", (Object) texts);
        run.get(start).ifPresent(at -> sql.where("v.at <= ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("v.at >= ?", at.atOffset(ZoneOffset.UTC)));
        place.ifPresent(at -> sql.where("(dbkey(v.title) > dbkey(?) OR v.title = ? AND v.at <= ?)", at[0].replace('_', ' '), at[0].replace('_', ' '), Cursor.time(at[1])));
        sql.whereIf(run.get(start).isEmpty() && place.isEmpty(), "v.position <= ?", run.get(limit));
        sql.add(" ORDER BY dbkey(v.title), v.position LIMIT ?", files.size() * Math.min(run.get(limit), 500) + files.size());
        Uni<List<Row>> existing = run.get(start).isPresent() || run.get(end).isPresent() || place.isPresent() ? index.rows(EXISTING, (Object) texts)
                : Uni.createFrom().item(List.of());
        return existing.chain(known -> index.rows(sql).chain(rows -> found(run, wish, files, new Files(fileOf, pageOf, rows, known))));
    }

    /**
     * What there is to tell.
     *
     * @param fileOf the file behind each name
     * @param pageOf the page of each file
     * @param known files that have versions, when not all of them were read
     */
    private record Files(Map<String, String> fileOf, Map<String, Optional<Long>> pageOf, List<Row> rows, List<Row> known) {}

    private FileFields.Wish wish(QueryRun run) {
        long width = run.get(urlWidth);
        Matcher given = SIZE.matcher(run.get(urlParam));
        if (!run.get(urlParam).isEmpty() && given.matches()) {
            long other = Long.parseLong(given.group(1));
            if (width > 0 && width != other) {
                run.warn(Msg.of("invalidurlparam", "apiwarn-urlparamwidth", Arg.raw("ii"), Arg.rawNum(other), Arg.rawNum(width)));
            } else if (width <= 0) {
                width = other;
            }
        }
        return new FileFields.Wish(run.get(prop), width, run.get(urlHeight), run.get(extFilter), run.get(metadataVersion).equals("1"));
    }

    /** A size that no picture can have, or a text that is no size. */
    private void check(QueryRun run, String file) {
        String name = file.replace(' ', '_');
        boolean unreadable = !run.get(urlParam).isEmpty() && !SIZE.matcher(run.get(urlParam)).matches();
        if (unreadable) {
            run.warn(Msg.ofKey("apiwarn-badurlparam", Arg.raw("ii"), Arg.raw(name)));
        }
        if (run.get(urlWidth) == 0 || run.get(urlWidth) < -1 || unreadable && run.get(urlWidth) < 0) {
            throw ApiException.of("urlparamnormal", "apierror-urlparamnormal", Arg.raw(name));
        }
    }

    /** What is said of a file that is not there. */
    private Result.Tree missing(QueryRun run, String file) {
        Result.Tree info = Result.tree();
        if (run.get(prop).contains("url")) {
            info.put("descriptionurl", fields.descriptionUrl(file));
        }
        if (run.get(prop).contains("canonicaltitle")) {
            info.put("canonicaltitle", "File:" + file);
        }
        if (run.get(prop).contains("uploadwarning")) {
            info.put("html", "");
        }
        return info.put("filemissing", true);
    }

    private Uni<Found> found(QueryRun run, FileFields.Wish wish, List<PageSet.Entry> files, Files all) {
        Map<String, Result.Items> versions = new HashMap<>();
        Set<String> existing = new HashSet<>();
        all.known().forEach(row -> existing.add(row.getString(0)));
        Found found = new Found();
        Comments comments = new Comments();
        for (Row row : all.rows()) {
            existing.add(row.getString(0));
            Result.Items items = versions.computeIfAbsent(row.getString(0), _ -> Result.items("ii"));
            if (items.values().size() < run.get(limit)) {
                check(run, row.getString(0));
                items.add(fields.show(row, wish, all.pageOf().get(row.getString(0)), comments));
            } else if (files.size() == 1) {
                Instant at = row.getOffsetDateTime(1).toInstant().truncatedTo(ChronoUnit.SECONDS);
                // Versions of one second cannot be told apart: it would go on there for ever.
                if (run.get(start).filter(at::equals).isEmpty()) {
                    found.next(run, start, Timestamps.iso(at));
                }
                break;
            }
        }
        for (PageSet.Entry entry : files) {
            String text = all.fileOf().get(text(entry));
            boolean exists = existing.contains(text);
            Result.Tree page = found.page(entry.id()).flag("known", exists && !entry.exists()).put("imagerepository", exists ? "local" : "");
            if (run.get(prop).contains("badfile")) {
                page.put("badfile", false);
            }
            if (versions.containsKey(text)) {
                page.put("imageinfo", versions.get(text));
            } else if (!exists && (run.get(prop).contains("badfile") || run.get(prop).contains("uploadwarning"))) {
                page.put("imageinfo", Result.items("ii").add(missing(run, text)));
            }
        }
        return comments.fill(formatter, found);
    }
}
