package scriptorium.query.api;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
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
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** {@code prop=imageinfo}: files and their history. */
@ApplicationScoped
class ImageInfoModule implements QuerySubmodule {

    private final Params params = Params.declare("ii");
    private final Param<Set<String>> prop = params.choice("prop", "timestamp", "user", "userid", "comment", "parsedcomment", "canonicaltitle", "url", "size",
            "dimensions", "sha1", "mime", "thumbmime", "mediatype", "metadata", "commonmetadata", "extmetadata", "archivename", "bitdepth", "badfile")
            .manyOr("timestamp", "user");
    private final Param<Integer> limit = params.limit("limit", 500, 5000).orElse(1);
    private final Param<Optional<Instant>> start = params.timestamp("start").optional();
    private final Param<Optional<Instant>> end = params.timestamp("end").optional();
    private final Param<Long> urlWidth = params.integer("urlwidth").orElse(-1L);
    private final Param<Long> urlHeight = params.integer("urlheight").orElse(-1L);
    private final Param<Optional<String>> goOn = params.text("continue").optional();
    private final ModuleSpec spec = ModuleSpec.prop("imageinfo", params)
            .example("action=query&titles=File:Sunrise.png&prop=imageinfo", "apihelp-query+imageinfo-example-simple")
            .build();

    private final Index index;
    private final WikiSite site;
    private final WikitextEngine engine;

    ImageInfoModule(Index index, WikiSite site, WikitextEngine engine) {
        this.index = index;
        this.site = site;
        this.engine = engine;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        List<PageSet.Entry> files = run.pages().titled().stream().filter(e -> e.title().orElseThrow().namespace() == Namespace.FILE).toList();
        if (files.isEmpty()) {
            return Uni.createFrom().item(Found.nothing());
        }
        SqlText sql = new SqlText("SELECT v.title, v.at, v.user_id, v.user_name, v.comment, v.size, v.width, v.height, v.bits, v.mime, v.media_type, v.sha1,"
                + " v.archive_name, v.url, v.metadata, v.position FROM file_version v")
                .where("v.title = ANY(?)", (Object) files.stream().map(e -> e.title().orElseThrow().text()).toArray(String[]::new))
                .where("v.position < ?", run.get(limit) + 1);
        run.get(start).ifPresent(at -> sql.where("v.at <= ?", at.atOffset(ZoneOffset.UTC)));
        run.get(end).ifPresent(at -> sql.where("v.at >= ?", at.atOffset(ZoneOffset.UTC)));
        return index.rows(sql.add(" ORDER BY v.title, v.position")).map(rows -> found(run, files, rows));
    }

    private Found found(QueryRun run, List<PageSet.Entry> files, List<Row> rows) {
        Map<String, Result.Items> versions = new HashMap<>();
        Map<String, PageSet.Entry> byText = new HashMap<>();
        files.forEach(e -> byText.put(e.title().orElseThrow().text(), e));
        Found found = new Found();
        for (Row row : rows) {
            Result.Items items = versions.computeIfAbsent(row.getString(0), _ -> Result.items("ii"));
            if (items.values().size() < run.get(limit)) {
                items.add(show(run, row, byText.get(row.getString(0))));
            } else if (files.size() == 1) {
                found.next(run, goOn, row.getString(0).replace(' ', '_') + "|" + Cursor.time(row.getOffsetDateTime(1)));
            }
        }
        for (PageSet.Entry entry : files) {
            Result.Items items = versions.get(entry.title().orElseThrow().text());
            Result.Tree page = found.page(entry.id()).flag("known", items != null && !entry.exists()).put("imagerepository", items == null ? "" : "local");
            if (run.get(prop).contains("badfile")) {
                page.put("badfile", false);
            }
            if (items != null) {
                page.put("imageinfo", items);
            }
        }
        return found;
    }

    private Result.Tree show(QueryRun run, Row row, PageSet.Entry entry) {
        Set<String> props = run.get(prop);
        String at = Timestamps.iso(row.getOffsetDateTime(1).toInstant());
        Result.Tree info = Result.tree();
        if (props.contains("timestamp")) {
            info.put("timestamp", at);
        }
        if (props.contains("user")) {
            info.put("user", row.getString(3)).flag("anon", row.getLong(2) == 0);
        }
        if (props.contains("userid")) {
            info.put("userid", row.getLong(2));
        }
        if (props.contains("size") || props.contains("dimensions")) {
            info.put("size", row.getLong(5)).put("width", row.getInteger(6)).put("height", row.getInteger(7));
        }
        if (props.contains("parsedcomment")) {
            info.put("parsedcomment", engine.summaryHtml(row.getString(4), Optional.of(Title.of(Namespace.FILE, row.getString(0))), WikiSource.EMPTY));
        }
        if (props.contains("comment")) {
            info.put("comment", row.getString(4));
        }
        if (props.contains("canonicaltitle")) {
            info.put("canonicaltitle", "File:" + row.getString(0));
        }
        if (props.contains("url")) {
            thumb(run, row, info, props);
            String key = InfoModule.encode("File:" + row.getString(0).replace(' ', '_'));
            info.put("url", site.server() + encodePath(row.getString(13)))
                    .put("descriptionurl", site.server() + site.articlePath().replace("$1", key));
            entry.row().map(PageRow::id).ifPresent(id -> info.put("descriptionshorturl", site.server() + site.scriptPath() + "/index.php?curid=" + id));
        }
        if (props.contains("sha1")) {
            info.put("sha1", row.getString(11));
        }
        if (props.contains("metadata")) {
            info.put("metadata", LogParams.of(row.getString(14)));
        }
        if (props.contains("commonmetadata")) {
            info.put("commonmetadata", Result.items("metadata"));
        }
        if (props.contains("extmetadata")) {
            String stem = row.getString(0).replaceFirst("\\.[^.]*$", "");
            info.put("extmetadata", Result.tree()
                    .put("DateTime", Result.tree().put("value", at).put("source", "mediawiki-metadata").put("hidden", ""))
                    .put("ObjectName", Result.tree().put("value", stem).put("source", "mediawiki-metadata")));
        }
        if (props.contains("mime")) {
            info.put("mime", row.getString(9));
        }
        if (props.contains("mediatype")) {
            info.put("mediatype", row.getString(10));
        }
        if (props.contains("archivename") && !row.getString(12).isEmpty()) {
            info.put("archivename", row.getString(12));
        }
        if (props.contains("bitdepth")) {
            info.put("bitdepth", row.getInteger(8));
        }
        return info;
    }

    private static String encodePath(String path) {
        return InfoModule.encode(path);
    }

    private void thumb(QueryRun run, Row row, Result.Tree info, Set<String> props) {
        int width = row.getInteger(6);
        int height = row.getInteger(7);
        long wanted = run.get(urlWidth);
        if (run.get(urlHeight) > 0 && height > 0) {
            long byHeight = Math.max(1, Math.round((double) width * run.get(urlHeight) / height));
            wanted = wanted > 0 ? Math.min(wanted, byHeight) : byHeight;
        }
        if (wanted <= 0 || width == 0) {
            return;
        }
        String mime = row.getString(9).equals("image/jpeg") ? "image/jpeg" : "image/png";
        boolean whole = wanted >= width && !row.getString(9).equals("image/svg+xml");
        long shownWidth = whole ? width : wanted;
        long shownHeight = whole ? height : Math.max(1, Math.round((double) height * wanted / width));
        info.put("thumburl", whole ? site.server() + encodePath(row.getString(13)) : thumbUrl(row, wanted)).put("thumbwidth", shownWidth).put("thumbheight", shownHeight);
        if (props.contains("mime") || props.contains("thumbmime")) {
            info.put("thumbmime", whole ? row.getString(9) : mime);
        }
        Result.Tree responsive = Result.tree();
        for (Map.Entry<String, Double> step : Map.of("1.5", 1.5, "2", 2.0).entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            long larger = Math.round(wanted * step.getValue());
            if (larger < width) {
                responsive.put(step.getKey(), thumbUrl(row, larger));
            }
        }
        if (!responsive.isEmpty()) {
            info.put("responsiveUrls", responsive);
        }
    }

    private String thumbUrl(Row row, long width) {
        String path = row.getString(13);
        String rest = path.substring(site.uploadPath().length());
        String name = row.getString(0).replace(' ', '_');
        return site.server() + encodePath(site.uploadPath() + "/thumb" + rest + "/" + width + "px-" + name);
    }
}
