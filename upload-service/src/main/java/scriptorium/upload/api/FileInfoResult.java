package scriptorium.upload.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.MetadataResult;
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
                .putAll(duration(media))
                .put("parsedcomment", engine.summaryHtml(version.comment(), Optional.of(title), WikiSource.EMPTY))
                .put("comment", version.comment())
                .put("canonicaltitle", "File:" + version.name().title())
                .put("url", site.server() + encoded(site.uploadPath() + "/" + version.name().path()))
                .put("descriptionurl", site.server() + site.articlePath().replace("$1", encoded("File:" + version.name().value())));
        page.ifPresent(id -> tree.put("descriptionshorturl", site.server() + site.scriptPath() + "/index.php?curid=" + id));
        tree.set("html", new Result.Text(Msg.of("fileexists", "file-exists-already", Arg.raw("File:" + version.name().title())), "html"));
        return common(tree, media).put("extmetadata", extended(version.name().title(), version.uploadedAt())).put("mime", media.mime()).put("mediatype", media.mediaType())
                .put("bitdepth", media.bits());
    }

    Result.Tree stashed(String key, MediaInfo media, Instant now) {
        String url = stashUrl("file/" + key);
        Result.Tree tree = Result.tree()
                .put("timestamp", Timestamps.iso(now))
                .put("size", media.size())
                .put("width", media.width())
                .put("height", media.height())
                .putAll(duration(media))
                .put("canonicaltitle", "File:" + stashTitle(key, now))
                .put("url", url)
                .put("descriptionurl", url);
        return common(tree, media).put("extmetadata", extended(stashTitle(key, now), now)).put("mime", media.mime()).put("bitdepth", media.bits());
    }

    /** Where a stashed file, or a thumbnail of it, can be looked at by its owner. */
    String stashUrl(String rest) {
        return site.server() + site.articlePath().replace("$1", "Special:UploadStash/" + rest);
    }

    /** The name that a stashed file goes by. */
    static String stashTitle(String key, Instant at) {
        return Timestamps.mw(at) + "!" + key.substring(0, key.indexOf('.')) + key.substring(key.lastIndexOf('.'));
    }

    private static String encoded(String path) {
        return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/").replace("%3A", ":").replace("*", "%2A");
    }

    /** How long a picture that moves does so. */
    private static Result.Tree duration(MediaInfo media) {
        Result.Tree tree = Result.tree();
        media.metadata().forEach(entry -> {
            if (entry.path("name").asText().equals("duration") && entry.path("value").asDouble() > 0) {
                tree.put("duration", entry.path("value").asDouble());
            }
        });
        return tree;
    }

    private static Result.Tree common(Result.Tree tree, MediaInfo media) {
        return tree.put("sha1", media.sha1()).put("metadata", MetadataResult.all(media.metadata())).put("commonmetadata", MetadataResult.common(media.metadata()));
    }

    static Result.Tree extended(String title, Instant at) {
        return Result.tree().put("DateTime", meta(Timestamps.iso(at)).put("hidden", "")).put("ObjectName", meta(title.replaceFirst("\\.[^.]*$", "")));
    }

    private static Result.Tree meta(String value) {
        return Result.tree().put("value", value).put("source", "mediawiki-metadata");
    }
}
