package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import scriptorium.auth.account.Authenticate;
import scriptorium.auth.botpassword.BotLogin;
import scriptorium.auth.model.Account;
import scriptorium.auth.model.BotPassword;
import scriptorium.auth.model.Session;
import scriptorium.auth.oauth.model.Approval;
import scriptorium.auth.session.OpenSession;
import scriptorium.contract.identity.EditTokens;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;

/** {@code action=login}: the login that bots use. */
@ApplicationScoped
class LoginModule implements ApiModule {

    private final Params params = Params.declare("lg");
    private final Param<Optional<String>> name = params.text("name").optional();
    private final Param<Optional<String>> password = params.password("password").optional();
    private final Param<Optional<String>> domain = params.text("domain").optional();
    private final Param<Optional<String>> token = params.text("token").sensitive().optional();
    private final ModuleSpec spec = ModuleSpec.action("login", params)
            .noReadRights()
            .writeRights()
            .mustBePosted()
            .example("action=login&lgname=user&lgpassword=password&lgtoken=123ABC", "apihelp-login-example-login")
            .build();

    private final RequestSession sessions;
    private final OpenSession open;
    private final Authenticate authenticate;
    private final BotLogin bots;

    LoginModule(RequestSession sessions, OpenSession open, Authenticate authenticate, BotLogin bots) {
        this.bots = bots;
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
        if (run.call().headers().containsKey("x-login-suppressed")) {
            return aborted("api-login-fail-sameorigin");
        }
        if (Approval.ofClient(run.caller())) {
            return aborted("api-login-fail-badsessionprovider", Arg.raw("OAuth"));
        }
        return sessions.ensure(run).chain(session -> {
            if (!session.botApp().isEmpty()) {
                return aborted("api-login-fail-badsessionprovider", Arg.raw("bot password"));
            }
            String given = run.get(token).orElse("");
            if (given.isEmpty()) {
                run.warn("main", Msg.of("deprecation-help", "api-usage-mailinglist-ref"));
                run.warn(Msg.of("deprecation", "apiwarn-deprecation-login-token").with("feature", "action=login&!lgtoken"));
                return answer(Result.tree().put("result", "NeedToken").put("token", EditTokens.make(session.tokenKey(), "login", run.now())));
            }
            if (!RequestSession.tokenFits(Optional.of(session), "login", given)) {
                return answer(Result.tree().put("result", "WrongToken"));
            }
            return authenticate(run, session);
        });
    }

    private Uni<Result.Tree> authenticate(ModuleRun run, Session session) {
        String user = run.get(name).orElse("");
        String secret = run.get(password).orElse("");
        if (secret.isEmpty() || user.indexOf('@') < 0 && !authenticate.namesSomebody(user)) {
            return failed("authmanager-authn-no-primary");
        }
        return BotLogin.attempt(user, secret)
                .map(attempt -> bots.execute(attempt, run.call().ip()).chain(outcome -> switch (outcome) {
                    case BotLogin.Outcome.Known(Account account, BotPassword bot) -> entered(run, session, account, bot.app());
                    case BotLogin.Outcome.Wrong _ -> user.indexOf('@') < 0 ? asPerson(run, session, user, secret) : failed("wrongpassword");
                    case BotLogin.Outcome.Throttled _ -> failed("login-throttled", Arg.num(300));
                }))
                .orElseGet(() -> asPerson(run, session, user, secret));
    }

    private Uni<Result.Tree> asPerson(ModuleRun run, Session session, String user, String secret) {
        return authenticate.execute(user, secret, run.call().ip()).chain(outcome -> switch (outcome) {
            case Authenticate.Outcome.Known(Account account) -> entered(run, session, account, "");
            case Authenticate.Outcome.Wrong _ -> failed("wrongpassword");
            case Authenticate.Outcome.Throttled _ -> failed("login-throttled", Arg.num(300));
        });
    }

    /** @param botApp of the bot password; empty for the password of the account itself */
    private Uni<Result.Tree> entered(ModuleRun run, Session before, Account account, String botApp) {
        if (botApp.isEmpty()) {
            run.warn("main", Msg.of("deprecation-help", "api-usage-mailinglist-ref"));
            run.warn(Msg.of("deprecation", "apiwarn-deprecation-login-botpw").with("feature", "main-account-login"));
        }
        return open.insteadOf(before, account, botApp, run.now()).chain(opened -> {
            run.answer().cookies.removeIf(cookie -> cookie.name().equals(OpenSession.COOKIE));
            run.answer().cookies.add(opened.cookie());
            if (botApp.isEmpty()) {
                run.answer().cookies.addAll(open.accountCookies(account, true));
            }
            run.answer().staleIdentities.add("sid:" + OpenSession.publicId(before));
            return answer(Result.tree().put("result", "Success").put("lguserid", account.id()).put("lgusername", account.name()));
        });
    }

    private static Uni<Result.Tree> failed(String key, Arg... args) {
        return ended("Failed", key, args);
    }

    private static Uni<Result.Tree> aborted(String key, Arg... args) {
        return ended("Aborted", key, args);
    }

    private static Uni<Result.Tree> ended(String result, String key, Arg... args) {
        return answer(Result.tree().put("result", result).put("reason", new Result.Text(Msg.of(key, key, args))));
    }

    private static Uni<Result.Tree> answer(Result.Tree login) {
        return Uni.createFrom().item(Result.tree().put("login", login));
    }
}
