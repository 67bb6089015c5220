package scriptorium.upload.api;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.upload.publish.PublishFile;
import scriptorium.upload.publish.StashAccess;
import scriptorium.upload.publish.UploadRefusal;
import scriptorium.upload.store.Stash;

/** {@code prop=stashimageinfo}: files that wait in the caller's stash. Not of any page, whatever its group. */
@ApplicationScoped
class StashImageInfoModule implements ApiModule {

    private final Params params = Params.declare("sii");
    private final Param<Optional<Set<String>>> fileKey = params.text("filekey").many();
    private final Param<Optional<Set<String>>> sessionKey = params.text("sessionkey").deprecated().many();
    private final Param<Set<String>> prop = params.choice("prop", "timestamp", "canonicaltitle", "url", "size", "dimensions", "sha1", "mime", "thumbmime",
            "metadata", "commonmetadata", "extmetadata", "bitdepth", "badfile").manyOr("timestamp", "url");
    private final Param<Long> urlWidth = params.integer("urlwidth").orElse(-1L);
    private final Param<Long> urlHeight = params.integer("urlheight").orElse(-1L);
    private final Param<String> urlParam = params.text("urlparam").orElse("");
    private final ModuleSpec spec = ModuleSpec.prop("stashimageinfo", params)
            .example("action=query&prop=stashimageinfo&siifilekey=124sd34rsdf567", "apihelp-query+stashimageinfo-example-simple")
            .example("action=query&prop=stashimageinfo&siifilekey=b34edoe3|bceffd4&siiurlwidth=120&siiprop=url", "apihelp-query+stashimageinfo-example-params")
            .build();

    private final Stash stash;
    private final PublishFile files;
    private final FileInfoResult info;

    StashImageInfoModule(Stash stash, PublishFile files, FileInfoResult info) {
        this.stash = stash;
        this.files = files;
        this.info = info;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        if (run.caller().anonymous()) {
            throw ApiException.of("notloggedin", UploadRefusal.STASH_NOT_LOGGED_IN.messageKey());
        }
        Set<String> keys = run.get(sessionKey).or(() -> run.get(fileKey))
                .orElseThrow(() -> ApiException.of("missingparam", "apierror-missingparam-at-least-one-of", Arg.vars("siifilekey", "siisessionkey"), Arg.rawNum(2)));
        StashImageSize size = StashImageSize.of(run.get(urlWidth), run.get(urlHeight), run.get(urlParam));
        return Multi.createFrom().iterable(List.copyOf(keys)).onItem().transformToUniAndConcatenate(key -> one(run, key, size)).collect().asList()
                .map(found -> Result.tree().put("query", Result.tree().put("stashimageinfo", Result.Items.of("sii", found))));
    }

    private Uni<Result.Tree> one(ModuleRun run, String key, StashImageSize size) {
        Set<String> props = run.get(prop);
        return stash.find(key).map(found -> StashAccess.own(found, key, run.caller()))
                .chain(kept -> files.inspected(kept).map(media -> info.stashed(new StashInfo(key, media, kept.createdAt(), props, size.width(), size.height()))));
    }
}
