package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import scriptorium.auth.oauth.model.Approval;
import scriptorium.auth.session.OpenSession;
import scriptorium.contract.call.SetCookie;
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
    private final OpenSession open;

    LogoutModule(RequestSession sessions, OpenSession open) {
        this.sessions = sessions;
        this.open = open;
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
        return sessions.find(run).chain(session -> session.map(open::close).orElseGet(() -> Uni.createFrom().voidItem()).map(_ -> {
            for (String cookie : new String[] {OpenSession.COOKIE, OpenSession.BOT_COOKIE, "UserID", "Token"}) {
                run.answer().cookies.add(new SetCookie(cookie, "", 0, true));
            }
            run.answer().staleIdentities.add("sid:" + run.caller().sessionId());
            return Result.tree();
        }));
    }
}
