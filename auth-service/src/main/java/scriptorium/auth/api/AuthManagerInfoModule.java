package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;

/** {@code meta=authmanagerinfo}: what is needed to log in or to make an account. */
@ApplicationScoped
class AuthManagerInfoModule implements ApiModule {

    private final Params params = Params.declare("ami");
    private final Param<Optional<String>> securitySensitive = params.text("securitysensitiveoperation").optional();
    private final Param<Optional<String>> requestsFor = params.choice("requestsfor", "login", "login-continue", "create", "create-continue", "link",
            "link-continue", "change", "remove", "unlink").optional();
    private final Param<Boolean> mergeFields = params.flag("mergerequestfields");
    private final Param<String> messageFormat = params.choice("messageformat", "html", "wikitext", "raw", "none").orElse("wikitext");
    private final ModuleSpec spec = ModuleSpec.meta("authmanagerinfo", params)
            .noReadRights()
            .example("action=query&meta=authmanagerinfo&amirequestsfor=login", "apihelp-query+authmanagerinfo-example-login")
            .example("action=query&meta=authmanagerinfo&amirequestsfor=login&amimergerequestfields=1", "apihelp-query+authmanagerinfo-example-login-merged")
            .build();

    private final RequestSession sessions;

    AuthManagerInfoModule(RequestSession sessions) {
        this.sessions = sessions;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        return sessions.find(run).map(session -> Result.tree().put("query", Result.tree().put("authmanagerinfo", info(run, RequestSession.fixed(run, session)))));
    }

    private Result.Tree info(ModuleRun run, boolean fixed) {
        Result.Tree info = Result.tree()
                .put("canauthenticatenow", !fixed)
                .put("cancreateaccounts", true)
                .put("canlinkaccounts", false);
        run.get(securitySensitive).ifPresent(_ -> info.put("securitysensitiveoperationstatus", run.caller().anonymous() ? "reauth" : "ok"));
        run.get(requestsFor).ifPresent(action -> {
            List<AuthRequests.Request> requests = AuthRequests.of(action, action.equals("create") ? run.caller().named() : !run.caller().anonymous(), fixed);
            String format = run.get(messageFormat);
            info.put("haspreservedstate", false).put("hasprimarypreservedstate", false).put("preservedusername", "");
            info.put("requests", AuthRequests.describe(requests, run.get(mergeFields), format,
                    !run.caller().anonymous() && (action.equals("change") || action.equals("remove")) ? run.caller().name() : ""));
            if (run.get(mergeFields)) {
                info.put("fields", AuthRequests.merged(requests, format));
            }
        });
        return info;
    }
}
