package scriptorium.page.api;

import java.util.Optional;
import java.util.Set;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamType;
import scriptorium.contract.param.Params;
import scriptorium.host.module.ModuleRun;
import scriptorium.page.model.By;

/** What most modules read from a run in the same way. */
final class Runs {

    private Runs() {}

    static By by(ModuleRun run) {
        return new By(run.caller(), run.now(), run.call().requestId());
    }

    static Param<Optional<Set<String>>> tags(Params params) {
        return params.param("tags", new ParamType.Tags()).many();
    }

    static Set<String> given(ModuleRun run, Param<Optional<Set<String>>> param) {
        return run.get(param).orElse(Set.of());
    }
}
