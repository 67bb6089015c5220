package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import scriptorium.auth.store.TalkSeen;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;

/** {@code action=clearhasmsg}: the caller has seen the own talk page. */
@ApplicationScoped
class ClearHasMsgModule implements ApiModule {

    private final ModuleSpec spec = ModuleSpec.action("clearhasmsg", Params.declare())
            .writeRights()
            .mustBePosted()
            .example("action=clearhasmsg", "apihelp-clearhasmsg-example-simple")
            .build();

    private final Contributions contributions;
    private final TalkSeen seen;

    ClearHasMsgModule(Contributions contributions, TalkSeen seen) {
        this.contributions = contributions;
        this.seen = seen;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    /** Nothing is kept for callers who have no news, so addresses do not fill the table. */
    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        return contributions.of(run, Set.of("hasmsg"))
                .chain(facts -> facts.news() ? seen.now(run.caller().name(), run.now()) : Uni.createFrom().voidItem())
                .map(_ -> Result.tree().put("clearhasmsg", "success"));
    }
}
