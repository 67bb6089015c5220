package scriptorium.upload.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.host.site.SiteConfig;
import scriptorium.upload.media.MediaInfo;
import scriptorium.upload.model.FileVersion;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** The {@code imageinfo} of an upload's answer. */
@ApplicationScoped
class FileInfoResult {

    private final SiteConfig site;
    private final WikitextEngine engine;

    FileInfoResult(SiteConfig site, WikitextEngine engine) {
        this.site = site;
        this.engine = engine;
    }

    /** @param page id of the page that the file had before, if it had one */
    Result.Tree published(FileVersion version, Optional<String> page) {
        MediaInfo media = version.media();
        Title title = Title.of(Namespace.FILE, version.name().title());
        Result.Tree tree = Result.tree()
                .put("timestamp", Timestamps.iso(version.uploadedAt()))
                .put("user", version.userName())
                .put("userid", version.userId())
                .put("size", media.size())
                .put("width", media.width())
                .put("height", media.height())
                .put("parsedcomment", engine.summaryHtml(version.comment(), Optional.of(title), WikiSource.EMPTY))
                .put("comment", version.comment())
                .put("canonicaltitle", "File:" + version.name().title())
                .put("url", site.server() + site.uploadPath() + "/" + version.name().path())
                .put("descriptionurl", site.server() + site.articlePath().replace("$1", "File:" + version.name().value()));
        page.ifPresent(id -> tree.put("descriptionshorturl", site.server() + site.scriptPath() + "/index.php?curid=" + id));
        tree.set("html", new Result.Text(Msg.of("fileexists", "file-exists-already", Arg.raw("File:" + version.name().title())), "html"));
        return common(tree, media).put("extmetadata", extended(version.name().title(), version.uploadedAt())).put("mime", media.mime()).put("mediatype", media.mediaType())
                .put("bitdepth", media.bits());
    }

    private static Result.Tree extended(String title, Instant at) {
        return Result.tree().put("DateTime", meta(Timestamps.iso(at)).put("hidden", true)).put("ObjectName", meta(title.replaceFirst("\\.[^.]*$", "")));
    }

    private static Result.Tree meta(String value) {
        return Result.tree().put("value", value).put("source", "mediawiki-metadata");
    }

    Result.Tree stashed(String key, MediaInfo media, Instant now) {
        String url = site.server() + site.articlePath().replace("$1", "Special:UploadStash/file/" + key);
        String title = Timestamps.mw(now) + "!" + key.substring(0, key.indexOf('.')) + key.substring(key.lastIndexOf('.'));
        Result.Tree tree = Result.tree()
                .put("timestamp", Timestamps.iso(now))
                .put("size", media.size())
                .put("width", media.width())
                .put("height", media.height())
                .put("canonicaltitle", "File:" + title)
                .put("url", url)
                .put("descriptionurl", url);
        return common(tree, media).put("extmetadata", extended(title, now)).put("mime", media.mime()).put("bitdepth", media.bits());
    }

    /** What prop=stashimageinfo asks for of a stashed file. */
    Result.Tree stashed(StashInfo asked) {
        Set<String> props = asked.props();
        Result.Tree all = stashed(asked.key(), asked.media(), asked.at());
        Result.Tree tree = Result.tree();
        take(tree, all, props.contains("timestamp"), "timestamp");
        take(tree, all, props.contains("size") || props.contains("dimensions"), "size", "width", "height");
        take(tree, all, props.contains("canonicaltitle"), "canonicaltitle");
        if (props.contains("url")) {
            thumbnails(tree, asked);
        }
        take(tree, all, props.contains("url"), "url", "descriptionurl");
        for (String name : List.of("sha1", "metadata", "commonmetadata", "extmetadata")) {
            take(tree, all, props.contains(name), name);
        }
        take(tree, all, props.contains("mime") || props.contains("thumbmime"), "mime");
        take(tree, all, props.contains("bitdepth"), "bitdepth");
        return tree;
    }

    private static void take(Result.Tree into, Result.Tree from, boolean wanted, String... names) {
        for (String name : wanted ? names : new String[0]) {
            into.set(name, from.get(name));
        }
    }

    private void thumbnails(Result.Tree tree, StashInfo asked) {
        MediaInfo media = asked.media();
        long wanted = asked.height() > 0 && media.height() > 0
                ? Math.min(asked.width() > 0 ? asked.width() : Long.MAX_VALUE, Math.max(1, Math.round((double) media.width() * asked.height() / media.height())))
                : asked.width();
        if (wanted <= 0 || media.width() == 0) {
            return;
        }
        boolean whole = wanted >= media.width();
        String file = site.server() + site.articlePath().replace("$1", "Special:UploadStash/file/" + asked.key());
        tree.put("thumburl", whole ? file : thumbnail(asked.key(), wanted)).put("thumbwidth", whole ? media.width() : wanted)
                .put("thumbheight", whole ? media.height() : Math.max(1, Math.round((double) media.height() * wanted / media.width())));
        if (asked.props().contains("thumbmime")) {
            tree.put("thumbmime", media.mime().equals("image/jpeg") ? "image/jpeg" : "image/png");
        }
        Result.Tree larger = Result.tree();
        for (Map.Entry<String, Long> step : List.of(Map.entry("1.5", Math.round(wanted * 1.5)), Map.entry("2", wanted * 2))) {
            if (step.getValue() <= media.width()) {
                larger.put(step.getKey(), step.getValue() == media.width() ? file : thumbnail(asked.key(), step.getValue()));
            }
        }
        if (!larger.isEmpty()) {
            tree.put("responsiveUrls", larger);
        }
    }

    private String thumbnail(String key, long width) {
        return site.server() + site.articlePath().replace("$1", "Special:UploadStash/thumb/" + key + "/" + width + "px-" + key);
    }

    private static Result.Tree common(Result.Tree tree, MediaInfo media) {
        Result.Items metadata = Result.items("metadata");
        media.metadata().forEach(entry -> metadata.add(Result.tree().put("name", entry.path("name").asText()).set("value", value(entry.path("value")))));
        return tree.put("sha1", media.sha1()).put("metadata", metadata).put("commonmetadata", Result.items("metadata"));
    }

    private static Object value(JsonNode value) {
        if (value.isArray()) {
            Result.Items items = Result.items("metadata");
            value.forEach(entry -> items.add(Result.tree().put("name", entry.path("name").asText()).set("value", value(entry.path("value")))));
            return items;
        }
        return value.isNumber() ? (Object) value.asLong() : value.asText();
    }
}
