package scriptorium.upload.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
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
        return Result.tree().put("DateTime", meta(Timestamps.iso(at)).put("hidden", "")).put("ObjectName", meta(title.replaceFirst("\\.[^.]*$", "")));
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

    private static Result.Tree common(Result.Tree tree, MediaInfo media) {
        Result.Items metadata = Result.items("metadata");
        media.metadata().forEach(entry -> metadata.add(Result.tree().put("name", entry.path("name").asText()).set("value", value(entry.path("value")))));
        return tree.put("sha1", media.sha1()).put("metadata", metadata).put("commonmetadata", Result.items("metadata"));
    }

    private static Object value(JsonNode value) {
        if (value.isArray()) {
            Result.Items items = Result.items("value");
            value.forEach(entry -> items.add(Result.tree().put("name", entry.path("name").asText()).set("value", value(entry.path("value")))));
            return items;
        }
        return value.isNumber() ? (Object) value.asLong() : value.asText();
    }
}
