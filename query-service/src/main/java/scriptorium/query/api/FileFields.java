package scriptorium.query.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.MetadataResult;
import scriptorium.contract.result.Result;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.LinkUrls;
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
     * @param firstMetadata whether metadata is told as its first version was
     * @param extFilter entries of the extended metadata that are wanted
     */
    record Wish(Set<String> props, long width, long height, Optional<Set<String>> extFilter, boolean firstMetadata) {
        static Wish of(Set<String> props) {
            return new Wish(props, -1, -1, Optional.empty(), false);
        }
    }

    private static final Map<String, Double> STEPS = new TreeMap<>(Map.of("1.5", 1.5, "2", 2.0));
    /** Types whose thumbnails are of the same type. */
    private static final Set<String> KEPT = Set.of("image/jpeg", "image/gif", "image/png");
    /** Types whose thumbnails say in their name that they are PNG. */
    private static final Set<String> NAMED_PNG = Set.of("image/webp", "image/svg+xml");

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
            duration(row).ifPresent(seconds -> info.put("duration", seconds));
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
            String key = LinkUrls.encode("File:" + row.getString(0).replace(' ', '_'));
            info.put("url", site.server() + encodePath(row.getString(13)))
                    .put("descriptionurl", site.server() + site.articlePath().replace("$1", key));
            page.ifPresent(id -> info.put("descriptionshorturl", site.server() + site.scriptPath() + "/index.php?curid=" + id));
        }
        if (props.contains("sha1")) {
            info.put("sha1", row.getString(11));
        }
        if (props.contains("metadata")) {
            info.put("metadata", wish.firstMetadata() ? MetadataResult.first(json(row)) : MetadataResult.all(json(row)));
        }
        if (props.contains("commonmetadata")) {
            info.put("commonmetadata", MetadataResult.common(json(row)));
        }
        if (props.contains("extmetadata")) {
            String stem = row.getString(0).replaceFirst("\\.[^.]*$", "");
            Result.Tree all = Result.tree();
            extended(all, wish, "DateTime", Result.tree().put("source", "mediawiki-metadata").put("hidden", ""), at);
            extended(all, wish, "ObjectName", Result.tree().put("source", "mediawiki-metadata"), stem);
            info.put("extmetadata", all);
        }
        if (props.contains("mime") || props.contains("thumbmime") && props.contains("url")) {
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

    String descriptionUrl(String file) {
        return site.server() + site.articlePath().replace("$1", LinkUrls.encode("File:" + file.replace(' ', '_')));
    }

    private static JsonNode json(Row row) {
        try {
            return EventJson.MAPPER.readTree(row.getString(14));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How long a picture that moves does so. */
    private static Optional<Double> duration(Row row) {
        for (JsonNode entry : json(row)) {
            if (entry.path("name").asText().equals("duration") && entry.path("value").asDouble() > 0) {
                return Optional.of(entry.path("value").asDouble());
            }
        }
        return Optional.empty();
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
            long byHeight = Math.max(1, fit(width, height, asked.height()));
            wanted = wanted > 0 ? Math.min(wanted, byHeight) : byHeight;
        }
        if (wanted <= 0 || width == 0) {
            return;
        }
        boolean drawing = row.getString(9).equals("image/svg+xml");
        boolean whole = wanted >= width && !drawing;
        long shownWidth = whole ? width : wanted;
        long shownHeight = whole ? height : Math.max(1, Math.round((double) height * wanted / width));
        String first = whole ? picture(row, width) : thumbUrl(row, wanted);
        info.put("thumburl", first).put("thumbwidth", shownWidth).put("thumbheight", shownHeight);
        if (props.contains("thumbmime")) {
            info.put("thumbmime", whole || KEPT.contains(row.getString(9)) ? row.getString(9) : "image/png");
        }
        Result.Tree responsive = Result.tree();
        Set<String> known = new HashSet<>(Set.of(first));
        for (Map.Entry<String, Double> step : STEPS.entrySet()) {
            long larger = Math.min(Math.round(shownWidth * step.getValue()), fit(width, height, Math.round(shownHeight * step.getValue())));
            String url = larger < width || drawing ? thumbUrl(row, larger) : picture(row, width);
            if (known.add(url)) {
                responsive.put(step.getKey(), url);
            }
        }
        if (!responsive.isEmpty()) {
            info.put("responsiveUrls", responsive);
        }
    }

    /** The widest picture that is no higher than a box. */
    private static long fit(int width, int height, long box) {
        double ideal = (double) width * box / height;
        long up = (long) Math.ceil(ideal);
        return Math.round((double) up * height / width) > box ? (long) Math.floor(ideal) : up;
    }

    /** The whole picture: as it was uploaded, unless it has to be turned upright. */
    private String picture(Row row, int width) {
        for (JsonNode entry : json(row)) {
            if (entry.path("name").asText().equals("Orientation") && entry.path("value").asInt() > 1) {
                return thumbUrl(row, width);
            }
        }
        return site.server() + encodePath(row.getString(13));
    }

    private String thumbUrl(Row row, long width) {
        String path = row.getString(13);
        String rest = path.substring(site.uploadPath().length());
        String name = row.getString(0).replace(' ', '_') + (NAMED_PNG.contains(row.getString(9)) ? ".png" : "");
        return site.server() + encodePath(site.uploadPath() + "/thumb" + rest + "/" + width + "px-" + name);
    }
}
