package scriptorium.upload.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jboss.logging.Logger;
import scriptorium.contract.identity.BlockAnswer;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamType;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.UploadedFile;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.site.SiteConfig;
import scriptorium.upload.model.StashedFile;
import scriptorium.upload.publish.PublishFile;
import scriptorium.upload.publish.PublishFile.Outcome;
import scriptorium.upload.publish.StashAccess;
import scriptorium.upload.publish.StoreChunk;
import scriptorium.upload.publish.UploadRefusal;
import scriptorium.upload.store.Stash;

/** {@code action=upload}: puts a file on the wiki, in one piece, in chunks, or from the stash. */
@ApplicationScoped
class UploadModule implements ApiModule {

    private static final Logger LOG = Logger.getLogger(UploadModule.class);

    private final Params params = Params.declare();
    private final Param<Optional<String>> fileName = params.text("filename").optional();
    private final Param<String> comment = params.text("comment").orElse("");
    private final Param<Optional<Set<String>>> tags = params.param("tags", new ParamType.Tags()).many();
    private final Param<Optional<String>> text = params.longText("text").optional();
    private final Param<Boolean> watch = params.deprecatedFlag("watch");
    private final Param<String> watchlist = params.choice("watchlist", "watch", "preferences", "nochange").orElse("preferences");
    private final Param<Boolean> ignoreWarnings = params.flag("ignorewarnings");
    private final Param<Optional<UploadedFile>> file = params.upload("file").optional();
    private final Param<Optional<String>> url = params.text("url").optional();
    private final Param<Optional<String>> fileKey = params.text("filekey").optional();
    private final Param<Optional<String>> sessionKey = params.text("sessionkey").deprecated().optional();
    private final Param<Boolean> stashOnly = params.flag("stash");
    private final Param<Optional<Long>> fileSize;
    private final Param<Optional<Long>> offset;
    private final Param<Optional<UploadedFile>> chunk;
    private final Param<Boolean> async;
    private final Param<Boolean> checkStatus;
    private final ModuleSpec spec;

    private final PublishFile publishFile;
    private final StoreChunk storeChunk;
    private final Stash stash;
    private final FileInfoResult info;

    UploadModule(PublishFile publishFile, StoreChunk storeChunk, Stash stash, FileInfoResult info, SiteConfig site) {
        this.publishFile = publishFile;
        this.storeChunk = storeChunk;
        this.stash = stash;
        this.info = info;
        fileSize = params.param("filesize", new ParamType.Whole(OptionalLong.of(0), OptionalLong.of(site.maxUploadSize()), false)).optional();
        offset = params.integer("offset", 0).optional();
        chunk = params.upload("chunk").optional();
        async = params.flag("async");
        checkStatus = params.flag("checkstatus");
        params.token("csrf");
        spec = ModuleSpec.action("upload", params)
                .writes("csrf")
                .example("action=upload&filename=Sunrise.png&file=FILE_CONTENTS&comment=From%20my%20window&token=123ABC", "apihelp-upload-example-file")
                .example("action=upload&filename=Sunrise.png&filekey=FILEKEY&ignorewarnings=1&token=123ABC", "apihelp-upload-example-filekey")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        return upload(run).onFailure(IOException.class).transform(away -> {
            LOG.warnf("event=upload-failed problem=%s", away);
            return new ApiException(UploadRefusal.STORE_AWAY.msg());
        });
    }

    private Uni<Result.Tree> upload(ModuleRun run) {
        Optional<String> key = run.get(fileKey).or(() -> run.get(sessionKey));
        checkSources(run, key);
        checkCaller(run.caller(), "upload");
        if (run.get(checkStatus)) {
            return key.map(k -> status(run, k)).orElseThrow(() -> new ApiException(UploadRefusal.MISSING_RESULT.msg()));
        }
        if (run.get(url).isPresent()) {
            throw new ApiException(UploadRefusal.COPY_UPLOAD_DISABLED.msg());
        }
        if (run.get(fileName).isEmpty()) {
            throw new ApiException(UploadRefusal.NO_FILE_NAME.msg(Arg.raw("filename")));
        }
        if (run.get(chunk).isPresent()) {
            return chunked(run, key);
        }
        if (key.isPresent()) {
            StashAccess.checkKey(key.get());
            return stash.find(key.get())
                    .map(found -> StashAccess.own(found, key.get(), run.caller()))
                    .chain(kept -> kept.complete() ? publishFile.fromStash(kept, command(run)) : publishFile.fromChunks(kept, command(run)))
                    .map(outcome -> answer(run, outcome));
        }
        UploadedFile sent = run.get(file).orElseThrow();
        return publishFile.fromRequest(sent.path(), command(run)).map(outcome -> answer(run, outcome));
    }

    /** How far an upload in chunks has come. */
    private Uni<Result.Tree> status(ModuleRun run, String key) {
        return stash.find(key).map(found -> found.filter(file -> file.userId() == run.caller().userId() && !file.complete())
                .map(file -> upload(Result.tree().put("result", "Continue").put("stage", "uploading").put("offset", file.received())))
                .orElseThrow(() -> new ApiException(UploadRefusal.MISSING_RESULT.msg())));
    }

    private void checkSources(ModuleRun run, Optional<String> key) {
        if (run.get(chunk).isPresent()) {
            return;
        }
        java.util.List<String> given = new java.util.ArrayList<>();
        key.ifPresent(_ -> given.add("filekey"));
        run.get(file).ifPresent(_ -> given.add("file"));
        run.get(url).ifPresent(_ -> given.add("url"));
        if (given.isEmpty()) {
            throw ApiException.of("missingparam", "apierror-missingparam-one-of", Arg.vars("filekey", "file", "url"), Arg.rawNum(3));
        }
        if (given.size() > 1) {
            throw ApiException.of("invalidparammix", "apierror-invalidparammix", Arg.vars(given.toArray(String[]::new)), Arg.rawNum(given.size()));
        }
    }

    /** Refuses callers without the right, and those who are blocked from it. */
    static void checkCaller(Caller caller, String right) {
        if (!caller.may(right)) {
            throw new ApiException(caller.anonymous() && right.equals("upload")
                    ? UploadRefusal.MUST_BE_LOGGED_IN.msg(Arg.raw(right))
                    : UploadRefusal.NOT_ALLOWED.msg(Arg.raw(right)));
        }
        caller.block().filter(block -> block.sitewide() || block.actions().contains("upload")).ifPresent(block -> {
            throw new ApiException(BlockAnswer.error(block, caller.ip()));
        });
    }

    private PublishFile.Command command(ModuleRun run) {
        String watching = run.get(watch) ? "watch" : run.get(watchlist);
        return new PublishFile.Command(run.get(fileName).orElseThrow(), run.get(comment), run.get(text), run.get(tags).orElse(Set.of()), watching,
                run.get(ignoreWarnings), run.get(stashOnly), run.caller(), run.bearer(), run.now());
    }

    private Uni<Result.Tree> chunked(ModuleRun run, Optional<String> key) {
        long from = run.get(offset).orElse(0L);
        UploadedFile piece = run.get(chunk).orElseThrow();
        if (from == 0 && key.isPresent()) {
            throw new ApiException(UploadRefusal.FILE_KEY_NOT_ALLOWED.msg());
        }
        long total = run.get(fileSize).orElse(from + piece.size());
        return storeChunk.execute(new StoreChunk.Command(run.get(fileName).orElseThrow(), total, run.get(offset), piece, key, run.caller(), run.now()))
                .chain(begun -> begun.received() < begun.fileSize()
                        ? Uni.createFrom().item(upload(Result.tree()
                                .put("result", "Continue")
                                .put("offset", begun.received())
                                .put("filekey", begun.key())))
                        : publishFile.fromChunks(begun, command(run)).map(outcome -> answer(run, outcome)));
    }

    private Result.Tree answer(ModuleRun run, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Published(var version, var warnings, var positions) -> {
                positions.forEach(run::wrote);
                Result.Tree tree = Result.tree().put("result", "Success").put("filename", version.name().value());
                if (warnings.any()) {
                    tree.put("warnings", warnings.asResult());
                }
                yield upload(tree.put("imageinfo", info.published(version, warnings.pageThere() ? Optional.of(positions.getFirst().key()) : Optional.empty())));
            }
            case Outcome.Stashed(StashedFile kept, var media, var warnings) -> {
                boolean only = run.get(stashOnly) && (!warnings.any() || run.get(ignoreWarnings) || run.get(chunk).isPresent());
                Result.Tree tree = Result.tree();
                if (warnings.any()) {
                    tree.put("warnings", warnings.asResult());
                }
                tree.put("result", only ? "Success" : "Warning").put("filekey", kept.key());
                if (run.get(chunk).isEmpty() || !only) {
                    tree.put("sessionkey", kept.key());
                }
                yield upload(only ? tree.put("imageinfo", info.stashed(kept.key(), media, run.now())) : tree);
            }
        };
    }

    private static Result.Tree upload(Result.Tree tree) {
        return Result.tree().put("upload", tree);
    }
}
