package scriptorium.query.api;

import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** A version of a file as {@code prop=imageinfo} and {@code list=allimages} show it. */
@ApplicationScoped
class FileFields {

    /** Of file_version v, in the order in which they are read. */
    static final String COLUMNS = "v.title, v.at, v.user_id, v.user_name, v.comment, v.size, v.width, v.height, v.bits, v.mime, v.media_type, v.sha1,"
            + " v.archive_name, v.url, v.metadata, v.position";

    /**
     * @param width of the thumbnail that is wanted, {@code height} its height; -1 for what is not said
     * @param extFilter entries of the extended metadata that are wanted
     */
    record Wish(Set<String> props, long width, long height, Optional<Set<String>> extFilter) {
        static Wish of(Set<String> props) {
            return new Wish(props, -1, -1, Optional.empty());
        }
    }

    private final WikiSite site;

    FileFields(WikiSite site) {
        this.site = site;
    }

    /** @param page id of the file's page, if it has one */
    Result.Tree show(Row row, Wish wish, Optional<Long> page, Comments comments) {
        Set<String> props = wish.props();
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
            comments.put(info, "parsedcomment", row.getString(4), Title.of(Namespace.FILE, row.getString(0)));
        }
        if (props.contains("comment")) {
            info.put("comment", row.getString(4));
        }
        if (props.contains("canonicaltitle")) {
            info.put("canonicaltitle", "File:" + row.getString(0));
        }
        if (props.contains("url")) {
            thumb(wish, row, info, props);
            String key = InfoModule.encode("File:" + row.getString(0).replace(' ', '_'));
            info.put("url", site.server() + encodePath(row.getString(13)))
                    .put("descriptionurl", site.server() + site.articlePath().replace("$1", key));
            page.ifPresent(id -> info.put("descriptionshorturl", site.server() + site.scriptPath() + "/index.php?curid=" + id));
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
            Result.Tree all = Result.tree();
            extended(all, wish, "DateTime", Result.tree().put("source", "mediawiki-metadata").put("hidden", ""), at);
            extended(all, wish, "ObjectName", Result.tree().put("source", "mediawiki-metadata"), stem);
            info.put("extmetadata", all);
        }
        if (props.contains("mime") || props.contains("thumbmime")) {
            info.put("mime", row.getString(9));
        }
        if (props.contains("mediatype")) {
            info.put("mediatype", row.getString(10));
        }
        if (props.contains("archivename") && !row.getString(12).isEmpty()) {
            info.put("archivename", row.getString(12));
        }
        if (props.contains("uploadwarning")) {
            info.set("html", new Result.Text(Msg.of("fileexists", "file-exists-already", Arg.raw("File:" + row.getString(0))), "html"));
        }
        if (props.contains("bitdepth")) {
            info.put("bitdepth", row.getInteger(8));
        }
        return info;
    }

    private static void extended(Result.Tree all, Wish wish, String name, Result.Tree rest, String value) {
        if (wish.extFilter().isEmpty() || wish.extFilter().get().contains(name)) {
            all.put(name, Result.tree().put("value", value).putAll(rest));
        }
    }

    private static String encodePath(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/").replace("*", "%2A").replace("%7E", "~");
    }

    private void thumb(Wish asked, Row row, Result.Tree info, Set<String> props) {
        int width = row.getInteger(6);
        int height = row.getInteger(7);
        long wanted = asked.width();
        if (asked.height() > 0 && height > 0) {
            long byHeight = Math.max(1, Math.round((double) width * asked.height() / height));
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
        if (props.contains("thumbmime")) {
            info.put("thumbmime", whole ? row.getString(9) : mime);
        }
        Result.Tree responsive = Result.tree();
        for (Map.Entry<String, Double> step : Map.of("1.5", 1.5, "2", 2.0).entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            long larger = Math.round(wanted * step.getValue());
            if (larger < width) {
                responsive.put(step.getKey(), thumbUrl(row, larger));
            } else if (larger == width) {
                responsive.put(step.getKey(), site.server() + encodePath(row.getString(13)));
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
