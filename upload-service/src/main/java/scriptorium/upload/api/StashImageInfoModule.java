package scriptorium.upload.api;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.MetadataResult;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.upload.media.MediaInfo;
import scriptorium.upload.publish.StashAccess;
import scriptorium.upload.store.Stash;

/** {@code prop=stashimageinfo}: what is known of files in the caller's stash. */
@ApplicationScoped
class StashImageInfoModule implements ApiModule {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})px");

    private final Params params = Params.declare("sii");
    private final Param<Optional<Set<String>>> fileKey = params.text("filekey").many();
    private final Param<Optional<Set<String>>> sessionKey = params.text("sessionkey").deprecated().many();
    private final Param<Set<String>> prop = params.choice("prop", "timestamp", "canonicaltitle", "url", "size", "dimensions", "sha1", "mime", "thumbmime", "metadata",
            "commonmetadata", "extmetadata", "bitdepth", "badfile").manyOr("timestamp", "url");
    private final Param<Long> urlWidth = params.integer("urlwidth").orElse(-1L);
    private final Param<Long> urlHeight = params.integer("urlheight").orElse(-1L);
    private final Param<String> urlParam = params.text("urlparam").orElse("");
    private final ModuleSpec spec = ModuleSpec.prop("stashimageinfo", params)
            .example("action=query&prop=stashimageinfo&siifilekey=124sd34rsdf567", "apihelp-query+stashimageinfo-example-simple")
            .example("action=query&prop=stashimageinfo&siifilekey=b34edoe3|bceffd4&siiurlwidth=120&siiprop=url", "apihelp-query+stashimageinfo-example-params")
            .build();

    private final Stash stash;
    private final FileInfoResult info;

    StashImageInfoModule(Stash stash, FileInfoResult info) {
        this.stash = stash;
        this.info = info;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        if (run.caller().anonymous()) {
            throw ApiException.of("notloggedin", "apierror-mustbeloggedin-uploadstash");
        }
        Set<String> keys = run.get(fileKey).or(() -> run.get(sessionKey)).orElseThrow(() -> ApiException.of("missingparam", "apierror-missingparam-at-least-one-of",
                Arg.vars("siifilekey", "siisessionkey"), Arg.rawNum(2)));
        return Multi.createFrom().iterable(keys).onItem().transformToUniAndConcatenate(key -> stash.detail(key).map(found -> {
            StashAccess.own(found.map(Stash.Detail::file), key, run.caller());
            return show(run, found.orElseThrow());
        })).collect().asList().map(StashImageInfoModule::answer);
    }

    private static Result.Tree answer(List<Result.Tree> files) {
        Result.Items items = Result.items("sii");
        files.forEach(items::add);
        return Result.tree().put("query", Result.tree().put("stashimageinfo", items));
    }

    private Result.Tree show(ModuleRun run, Stash.Detail found) {
        Set<String> props = run.get(prop);
        MediaInfo media = found.media();
        String key = found.file().key();
        String title = FileInfoResult.stashTitle(key, found.file().createdAt());
        Result.Tree tree = Result.tree();
        if (props.contains("timestamp")) {
            tree.put("timestamp", Timestamps.iso(found.file().createdAt()));
        }
        if (props.contains("size") || props.contains("dimensions")) {
            tree.put("size", media.size()).put("width", media.width()).put("height", media.height());
        }
        if (props.contains("canonicaltitle")) {
            tree.put("canonicaltitle", "File:" + title);
        }
        if (props.contains("url")) {
            thumb(run, tree, media, key, title);
            tree.put("url", info.stashUrl("file/" + key)).put("descriptionurl", info.stashUrl("file/" + key));
        }
        if (props.contains("sha1")) {
            tree.put("sha1", media.sha1());
        }
        if (props.contains("metadata")) {
            tree.put("metadata", MetadataResult.all(media.metadata()));
        }
        if (props.contains("commonmetadata")) {
            tree.put("commonmetadata", MetadataResult.common(media.metadata()));
        }
        if (props.contains("extmetadata")) {
            tree.put("extmetadata", FileInfoResult.extended(title, found.file().createdAt()));
        }
        if (props.contains("mime") || props.contains("thumbmime")) {
            tree.put("mime", media.mime());
        }
        return props.contains("bitdepth") ? tree.put("bitdepth", media.bits()) : tree;
    }

    private void thumb(ModuleRun run, Result.Tree tree, MediaInfo media, String key, String title) {
        long wanted = run.get(urlWidth);
        Matcher given = SIZE.matcher(run.get(urlParam));
        if (!run.get(urlParam).isEmpty() && wanted > 0 && !given.matches()) {
            run.warn(Msg.ofKey("apiwarn-badurlparam", Arg.raw("sii"), Arg.raw(title)));
        }
        long height = run.get(urlHeight);
        if (height > 0 && media.height() > 0) {
            long byHeight = Math.max(1, Math.round((double) media.width() * height / media.height()));
            wanted = wanted > 0 ? Math.min(wanted, byHeight) : byHeight;
        }
        if (wanted <= 0 || media.width() == 0) {
            return;
        }
        long width = Math.min(wanted, media.width());
        tree.put("thumburl", sized(key, width, media)).put("thumbwidth", width)
                .put("thumbheight", Math.max(1, Math.round((double) media.height() * width / media.width())));
        if (run.get(prop).contains("thumbmime")) {
            tree.put("thumbmime", media.mime().equals("image/jpeg") || media.mime().equals("image/gif") ? media.mime() : "image/png");
        }
        Result.Tree larger = Result.tree();
        if (Math.round(width * 1.5) <= media.width()) {
            larger.put("1.5", sized(key, Math.round(width * 1.5), media));
        }
        if (width * 2 <= media.width()) {
            larger.put("2", sized(key, width * 2, media));
        }
        if (!larger.isEmpty()) {
            tree.put("responsiveUrls", larger);
        }
    }

    private String sized(String key, long width, MediaInfo media) {
        return info.stashUrl(width >= media.width() ? "file/" + key : "thumb/" + key + "/" + width + "px-" + key);
    }
}
