package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.auth.account.Authenticate;
import scriptorium.auth.model.Account;
import scriptorium.auth.model.Session;
import scriptorium.auth.session.OpenSession;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;

/** {@code action=clientlogin}: the login that programs show to people. */
@ApplicationScoped
class ClientLoginModule implements ApiModule {

    private final Params params = Params.declare("login");
    private final Param<Optional<Set<String>>> requests = params.text("requests").many();
    private final Param<String> messageFormat = params.choice("messageformat", "html", "wikitext", "raw", "none").orElse("wikitext");
    private final Param<Boolean> mergeFields = params.flag("mergerequestfields");
    private final Param<Boolean> preserveState = params.flag("preservestate");
    private final Param<Optional<String>> returnUrl = params.text("returnurl").optional();
    private final Param<Boolean> goOn = params.flag("continue");
    private final Param<String> token = params.text("token").sensitive().tokenType("login").required();
    private final ModuleSpec spec = ModuleSpec.action("clientlogin", params)
            .noReadRights()
            .writeRights()
            .mustBePosted()
            .dynamicParameters()
            .example("action=clientlogin&username=Ada&password=ExamplePassword&loginreturnurl=http://example.org/&logintoken=123ABC",
                    "apihelp-clientlogin-example-login")
            .build();

    private final RequestSession sessions;
    private final OpenSession open;
    private final Authenticate authenticate;

    ClientLoginModule(RequestSession sessions, OpenSession open, Authenticate authenticate) {
        this.sessions = sessions;
        this.open = open;
        this.authenticate = authenticate;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        return sessions.ensure(run).chain(session -> {
            if (!RequestSession.tokenFits(Optional.of(session), "login", run.get(token))) {
                throw ApiException.of("badtoken", "apierror-badtoken");
            }
            boolean fixed = RequestSession.fixed(run, Optional.of(session));
            if (run.get(goOn)) {
                return refused(run, fixed ? "userlogin-cannot-login" : "authmanager-authn-not-in-progress");
            }
            String url = run.get(returnUrl).orElseThrow(() -> ApiException.of("missingparam", "apierror-missingparam-at-least-one-of",
                    Arg.vars("logincontinue", "loginreturnurl"), Arg.rawNum(2)));
            AuthFlow.checkReturnUrl("loginreturnurl", url);
            return fixed
                    ? refused(run, "userlogin-cannot-login")
                    : login(run, session, AuthFlow.sent(run, AuthFlow.fields(AuthRequests.of("login", false), run.get(requests))));
        });
    }

    private Uni<Result.Tree> login(ModuleRun run, Session session, Map<String, String> values) {
        if (!authenticate.namesSomebody(values.getOrDefault("username", "")) || values.getOrDefault("password", "").isEmpty()) {
            return refused(run, "authmanager-authn-no-primary");
        }
        return authenticate.execute(values.get("username"), values.get("password"), run.call().ip()).chain(outcome -> switch (outcome) {
            case Authenticate.Outcome.Known(Account account) -> entered(run, session, account, values.containsKey("rememberMe"));
            case Authenticate.Outcome.Wrong _ -> refused(run, "wrongpassword");
            case Authenticate.Outcome.Throttled _ -> refused(run, "login-throttled", Arg.num(300));
        });
    }

    private Uni<Result.Tree> entered(ModuleRun run, Session before, Account account, boolean remember) {
        return open.insteadOf(before, account, "", run.now()).chain(opened -> {
            run.answer().cookies.removeIf(cookie -> cookie.name().equals(OpenSession.COOKIE));
            run.answer().cookies.add(opened.cookie());
            run.answer().cookies.addAll(open.accountCookies(account, remember));
            run.answer().staleIdentities.add("sid:" + OpenSession.publicId(before));
            return answer(Result.tree().put("status", "PASS").put("username", account.name()));
        });
    }

    private Uni<Result.Tree> refused(ModuleRun run, String key, Arg... args) {
        return answer(AuthFlow.fail(Msg.of(key, key, args), run.get(messageFormat)));
    }

    private static Uni<Result.Tree> answer(Result.Tree result) {
        return Uni.createFrom().item(Result.tree().put("clientlogin", result));
    }
}
