package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.page.tag.ManageTags;
import scriptorium.page.tag.TagAccess;

/** {@code action=managetags}. */
@ApplicationScoped
class ManageTagsModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<String> operation = params.choice("operation", "create", "delete", "activate", "deactivate").required();
    private final Param<String> tag = params.text("tag").required();
    private final Param<String> reason = params.text("reason").orElse("");
    private final Param<Boolean> ignoreWarnings = params.flag("ignorewarnings");
    private final Param<Optional<Set<String>>> tags = Runs.tags(params);
    private final ModuleSpec spec;

    private final ManageTags manageTags;
    private final TagAccess tagAccess;

    ManageTagsModule(ManageTags manageTags, TagAccess tagAccess) {
        this.manageTags = manageTags;
        this.tagAccess = tagAccess;
        params.token("csrf");
        spec = ModuleSpec.action("managetags", params)
                .writes("csrf")
                .example("action=managetags&operation=create&tag=spam&reason=For%20use%20in%20patrolling&token=123ABC", "apihelp-managetags-example-create")
                .example("action=managetags&operation=delete&tag=vandlaism&reason=Misspelt&token=123ABC", "apihelp-managetags-example-delete")
                .example("action=managetags&operation=activate&tag=spam&reason=In%20use&token=123ABC", "apihelp-managetags-example-activate")
                .example("action=managetags&operation=deactivate&tag=spam&reason=No%20longer&token=123ABC", "apihelp-managetags-example-deactivate")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        run.get(ignoreWarnings);
        return tagAccess.accompanying(run.caller(), Runs.given(run, tags))
                .chain(given -> manageTags.execute(new ManageTags.Command(run.get(operation), run.get(tag), run.get(reason), given, Runs.by(run))))
                .map(done -> {
                    done.positions().forEach(run::wrote);
                    return Result.tree().put("managetags", Result.tree()
                            .put("operation", run.get(operation))
                            .put("tag", run.get(tag))
                            .put("success", true)
                            .put("logid", done.logId()));
                });
    }
}
