package scriptorium.upload.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.host.site.SiteConfig;
import scriptorium.upload.media.MediaInfo;
import scriptorium.upload.model.FileName;
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

    Result.Tree published(FileVersion version) {
        MediaInfo media = version.media();
        Title title = Title.of(Namespace.FILE, version.name().title());
        Result.Tree tree = Result.tree()
                .put("timestamp", Timestamps.iso(version.uploadedAt()))
                .put("user", version.userName())
                .put("userid", version.userId())
                .put("size", media.size())
                .put("width", media.width())
                .put("height", media.height())
                .put("parsedcomment", engine.summaryHtml(version.comment(), java.util.Optional.of(title), WikiSource.EMPTY))
                .put("comment", version.comment())
                .put("html", "")
                .put("canonicaltitle", "File:" + version.name().title())
                .put("url", site.server() + site.uploadPath() + "/" + version.name().path())
                .put("descriptionurl", site.server() + site.articlePath().replace("$1", "File:" + version.name().value()));
        Result.Tree object = Result.tree().put("DateTime", meta(Timestamps.iso(version.uploadedAt())).put("hidden", ""));
        String stem = version.name().title().replaceFirst("\\.[^.]*$", "");
        return common(tree, media).put("extmetadata", object.put("ObjectName", meta(stem))).put("mime", media.mime()).put("mediatype", media.mediaType())
                .put("bitdepth", media.bits());
    }

    private static Result.Tree meta(String value) {
        return Result.tree().put("value", value).put("source", "mediawiki-metadata");
    }

    Result.Tree stashed(String key, MediaInfo media, java.time.Instant now) {
        String url = site.server() + site.articlePath().replace("$1", "Special:UploadStash/file/" + key);
        Result.Tree tree = Result.tree()
                .put("timestamp", Timestamps.iso(now))
                .put("size", media.size())
                .put("width", media.width())
                .put("height", media.height())
                .put("canonicaltitle", "File:" + new FileName(Timestamps.mw(now) + "!" + key).title())
                .put("url", url)
                .put("descriptionurl", url);
        return common(tree, media).put("extmetadata", Result.tree()).put("mime", media.mime()).put("bitdepth", media.bits());
    }

    private static Result.Tree common(Result.Tree tree, MediaInfo media) {
        Result.Items metadata = Result.items("metadata");
        media.metadata().forEach(entry -> metadata.add(Result.tree().put("name", entry.path("name").asText()).set("value", value(entry.path("value")))));
        return tree.put("sha1", media.sha1()).put("metadata", metadata).put("commonmetadata", Result.items("metadata"));
    }

    private static Object value(JsonNode value) {
        return value.isNumber() ? (Object) value.asLong() : value.asText();
    }
}
