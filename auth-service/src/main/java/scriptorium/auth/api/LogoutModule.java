package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import scriptorium.auth.oauth.model.Approval;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;

/** {@code action=logout}. */
@ApplicationScoped
class LogoutModule implements ApiModule {

    private final Params params = Params.declare();
    private final ModuleSpec spec;
    private final RequestSession sessions;

    LogoutModule(RequestSession sessions) {
        this.sessions = sessions;
        params.token("csrf");
        spec = ModuleSpec.action("logout", params)
                .noReadRights()
                .writeRights()
                .token("csrf")
                .example("action=logout&token=123ABC", "apihelp-logout-example-logout")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        if (run.caller().anonymous()) {
            run.warn(Msg.of("notloggedin", "apierror-mustbeloggedin-generic"));
            return Uni.createFrom().item(Result.tree());
        }
        if (Approval.ofClient(run.caller())) {
            throw ApiException.of("cannotlogout", "cannotlogoutnow-text");
        }
        return sessions.end(run).replaceWith(Result.tree());
    }
}
