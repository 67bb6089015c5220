package scriptorium.upload.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.upload.publish.UploadRefusal;
import scriptorium.upload.store.Stash;

/** {@code list=mystashedfiles}: the files that the caller has in the stash. */
@ApplicationScoped
class MyStashedFilesModule implements ApiModule {

    private final Params params = Params.declare("msf");
    private final Param<Set<String>> prop = params.choice("prop", "size", "type").manyOr("");
    private final Param<Integer> limit = params.limit();
    private final Param<Optional<String>> from = params.text("continue").optional();
    private final ModuleSpec spec = ModuleSpec.list("mystashedfiles", params)
            .example("action=query&list=mystashedfiles&msfprop=size", "apihelp-query+mystashedfiles-example-simple")
            .build();

    private final Stash stash;

    MyStashedFilesModule(Stash stash) {
        this.stash = stash;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        if (run.caller().anonymous()) {
            throw new ApiException(UploadRefusal.STASH_NOT_LOGGED_IN.msg());
        }
        long first = run.get(from).map(MyStashedFilesModule::number).orElse(0L);
        int wanted = run.get(limit);
        return stash.list(run.caller().userId(), first, wanted + 1).map(rows -> answer(run, rows, wanted));
    }

    private static long number(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw ApiException.of("badcontinue", "apierror-badcontinue");
        }
        return Long.parseLong(text);
    }

    private Result.Tree answer(ModuleRun run, List<Stash.Listed> rows, int wanted) {
        Set<String> props = run.get(prop);
        Result.Items files = Result.items("file");
        for (Stash.Listed row : rows.subList(0, Math.min(wanted, rows.size()))) {
            Result.Tree file = Result.tree().put("filekey", row.file().key()).put("status", row.file().complete() ? "finished" : "chunks");
            if (props.contains("size")) {
                file.put("size", row.file().fileSize()).put("width", row.width()).put("height", row.height()).put("bits", row.bits());
            }
            if (props.contains("type")) {
                file.put("mimetype", row.mime()).put("mediatype", row.mediaType());
            }
            files.add(file);
        }
        Result.Tree result = Result.tree().put("query", Result.tree().put("mystashedfiles", files));
        if (rows.size() > wanted) {
            result.put("continue", Result.tree().put("msfcontinue", String.valueOf(rows.get(wanted).id())).put("continue", "-||"));
        }
        return result;
    }
}
