package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import scriptorium.auth.account.TemporaryAccounts;
import scriptorium.contract.identity.BlockAnswer;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.site.SiteConfig;

/** {@code action=acquiretempusername}: the name that the caller's first edit would be made under. */
@ApplicationScoped
class AcquireTempUserNameModule implements ApiModule {

    private final ModuleSpec spec = ModuleSpec.action("acquiretempusername", Params.declare()).writeRights().mustBePosted().build();

    private final SiteConfig site;
    private final RequestSession sessions;
    private final TemporaryAccounts temporary;

    AcquireTempUserNameModule(SiteConfig site, RequestSession sessions, TemporaryAccounts temporary) {
        this.site = site;
        this.sessions = sessions;
        this.temporary = temporary;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        if (!site.temporaryAccounts()) {
            throw ApiException.of("tempuserdisabled", "apierror-tempuserdisabled");
        }
        if (!run.caller().anonymous()) {
            throw ApiException.of("alreadyregistered", "apierror-alreadyregistered");
        }
        run.caller().block().ifPresent(block -> {
            throw new ApiException(BlockAnswer.error(block, run.caller().ip()));
        });
        return sessions.ensure(run).chain(session -> temporary.name(session, run.now())).map(name -> Result.tree().put("acquiretempusername", name));
    }
}
