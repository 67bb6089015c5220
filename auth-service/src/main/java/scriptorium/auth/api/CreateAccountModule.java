package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.auth.account.CreateAccount;
import scriptorium.auth.account.ResetPassword;
import scriptorium.auth.mail.ConfirmAddress;
import scriptorium.auth.session.OpenSession;
import scriptorium.auth.store.Accounts;
import scriptorium.contract.identity.EditTokens;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;

/** {@code action=createaccount}. */
@ApplicationScoped
class CreateAccountModule implements ApiModule {

    private final Params params = Params.declare("create");
    private final Param<Optional<Set<String>>> requests = params.text("requests").many();
    private final Param<String> messageFormat = params.choice("messageformat", "html", "wikitext", "raw", "none").orElse("wikitext");
    private final Param<Boolean> mergeFields = params.flag("mergerequestfields");
    private final Param<Boolean> preserveState = params.flag("preservestate");
    private final Param<Optional<String>> returnUrl = params.text("returnurl").optional();
    private final Param<Boolean> goOn = params.flag("continue");
    private final Param<String> token = params.text("token").sensitive().tokenType("createaccount").required();
    private final ModuleSpec spec = ModuleSpec.action("createaccount", params)
            .noReadRights()
            .writeRights()
            .mustBePosted()
            .dynamicParameters()
            .example("action=createaccount&username=Ada&password=ExamplePassword&retype=ExamplePassword&createreturnurl=http://example.org/&createtoken=123ABC",
                    "apihelp-createaccount-example-create")
            .build();

    private final RequestSession sessions;
    private final CreateAccount createAccount;
    private final Accounts accounts;
    private final SuiteCalls suite;
    private final ConfirmAddress confirmAddress;
    private final ResetPassword resetPassword;
    private final OpenSession random;

    CreateAccountModule(
            RequestSession sessions,
            CreateAccount createAccount,
            Accounts accounts,
            SuiteCalls suite,
            ConfirmAddress confirmAddress,
            ResetPassword resetPassword,
            OpenSession random) {
        this.accounts = accounts;
        this.suite = suite;
        this.resetPassword = resetPassword;
        this.random = random;
        this.confirmAddress = confirmAddress;
        this.sessions = sessions;
        this.createAccount = createAccount;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        return sessions.find(run).chain(session -> {
            if (session.isEmpty() || EditTokens.check(session.get().tokenKey(), "createaccount", run.get(token)).isEmpty()) {
                throw ApiException.of("badtoken", "apierror-badtoken");
            }
            if (run.get(goOn)) {
                return answer(AuthFlow.fail(Msg.of("authmanager-create-not-in-progress", "authmanager-create-not-in-progress"), run.get(messageFormat)));
            }
            String url = run.get(returnUrl).orElseThrow(() -> ApiException.of("missingparam", "apierror-missingparam-at-least-one-of",
                    Arg.vars("createcontinue", "createreturnurl"), Arg.rawNum(2)));
            AuthFlow.checkReturnUrl("createreturnurl", url);
            // Who has a temporary account leaves it for the new one.
            Uni<Void> left = run.caller().temporary() ? sessions.end(run) : Uni.createFrom().voidItem();
            return left.chain(() -> create(run, AuthFlow.sent(run, AuthFlow.fields(AuthRequests.of("create", run.caller().named()), run.get(requests)))));
        });
    }

    private Uni<Result.Tree> create(ModuleRun run, Map<String, String> v) {
        boolean byMail = v.containsKey("mailpassword");
        if (byMail && (v.getOrDefault("email", "").isEmpty() || !v.containsKey("realname"))) {
            return answer(AuthFlow.fail(Msg.of("noemailcreate", "noemailcreate"), run.get(messageFormat)));
        }
        if (!v.containsKey("username")) {
            return answer(AuthFlow.fail(Msg.of("invaliduser", "noname"), run.get(messageFormat)));
        }
        if (!byMail && (v.getOrDefault("password", "").isEmpty() || v.getOrDefault("retype", "").isEmpty())) {
            return answer(AuthFlow.fail(Msg.of("authmanager-create-no-primary", "authmanager-create-no-primary"), run.get(messageFormat)));
        }
        // A group of fields counts only when all of it was sent.
        boolean userData = v.containsKey("email") && v.containsKey("realname");
        // Nobody ever learns the password of an account whose owner chooses one by mail.
        String password = byMail ? random.randomId() : v.get("password");
        CreateAccount.Command command = new CreateAccount.Command(v.get("username"), password, byMail ? password : v.get("retype"), userData ? v.get("email") : "",
                userData ? v.get("realname") : "", v.getOrDefault("reason", ""), byMail, run.caller(), run.now());
        return createAccount.execute(command).chain(outcome -> switch (outcome) {
            case CreateAccount.Outcome.Created(long id, String name, var position) -> {
                run.wrote(position);
                Uni<?> mailed = byMail
                        ? resetPassword.execute(Optional.of(name), Optional.empty(), run.now())
                        : confirmAddress.ask(id, name, command.email(), run.now());
                yield mailed.chain(() -> accounts.byId(id)).chain(account -> suite.watchOwnPage(run, account.orElseThrow()))
                        .chain(() -> answer(Result.tree().put("status", "PASS").put("username", name)));
            }
            case CreateAccount.Outcome.Refused(Msg why) -> answer(AuthFlow.fail(why, run.get(messageFormat)));
        });
    }

    private static Uni<Result.Tree> answer(Result.Tree result) {
        return Uni.createFrom().item(Result.tree().put("createaccount", result));
    }
}
