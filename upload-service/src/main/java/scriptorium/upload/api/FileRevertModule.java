package scriptorium.upload.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.pages.Problems;
import scriptorium.upload.model.FileName;
import scriptorium.upload.publish.RevertFile;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=filerevert}. */
@ApplicationScoped
class FileRevertModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<String> fileName = params.text("filename").required();
    private final Param<String> comment = params.text("comment").orElse("");
    private final Param<String> archiveName = params.text("archivename").required();
    private final ModuleSpec spec;

    private final RevertFile revertFile;
    private final TitleParser titles;

    FileRevertModule(RevertFile revertFile, TitleParser titles) {
        this.revertFile = revertFile;
        this.titles = titles;
        params.token("csrf");
        spec = ModuleSpec.action("filerevert", params)
                .writes("csrf")
                .example("action=filerevert&filename=Sunrise.png&comment=Clearer&archivename=20260305152740!Sunrise.png&token=123ABC",
                        "apihelp-filerevert-example-revert")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        Title title = titles.parse("File:" + run.get(fileName), Namespace.FILE).title().filter(t -> t.isLocal() && t.namespace() == Namespace.FILE)
                .orElseThrow(() -> ApiException.of("invalidtitle", "apierror-invalidtitle", Arg.raw(run.get(fileName).replace("[", "&#91;").replace("|", "&#124;"))));
        return revertFile.existing(new FileName(title.dbKey())).invoke(() -> UploadModule.checkCaller(run.caller(), "reupload")).chain(() -> revertFile.execute(new RevertFile.Command(new FileName(title.dbKey()), run.get(archiveName), run.get(comment), run.caller(), run.bearer(), run.now())))
                .map(outcome -> switch (outcome) {
                    case RevertFile.Outcome.Reverted(var positions) -> {
                        positions.forEach(run::wrote);
                        yield Result.tree().put("filerevert", Result.tree().put("result", "Success"));
                    }
                    case RevertFile.Outcome.Refused(var why) -> Result.tree().put("filerevert", Result.tree().put("result", "Failure")
                            .put("errors", Problems.of(run, "error", List.of(why))));
                });
    }
}
