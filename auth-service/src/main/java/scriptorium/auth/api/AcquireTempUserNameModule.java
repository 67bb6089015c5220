package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;

/** {@code action=acquiretempusername}. This wiki makes no temporary accounts, and says so as MediaWiki does where they are switched off. */
@ApplicationScoped
class AcquireTempUserNameModule implements ApiModule {

    private final ModuleSpec spec = ModuleSpec.action("acquiretempusername", Params.declare()).writeRights().mustBePosted().build();

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        throw ApiException.of("tempuserdisabled", "apierror-tempuserdisabled");
    }
}
