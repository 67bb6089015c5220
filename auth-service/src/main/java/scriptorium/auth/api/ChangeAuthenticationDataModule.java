package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import scriptorium.auth.account.ChangePassword;
import scriptorium.auth.model.Account;
import scriptorium.auth.oauth.model.Approval;
import scriptorium.auth.session.OpenSession;
import scriptorium.auth.store.Accounts;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;

/** {@code action=changeauthenticationdata}: a new password. */
@ApplicationScoped
class ChangeAuthenticationDataModule implements ApiModule {

    private final Params params = Params.declare("changeauth");
    private final Param<String> request = params.text("request").required();
    private final Param<String> token = params.token("csrf");
    private final ModuleSpec spec = ModuleSpec.action("changeauthenticationdata", params)
            .writes("csrf")
            .dynamicParameters()
            .example("action=changeauthenticationdata&changeauthrequest=MediaWiki%5CAuth%5CPasswordAuthenticationRequest&password=ExamplePassword"
                    + "&retype=ExamplePassword&changeauthtoken=123ABC", "apihelp-changeauthenticationdata-example-password")
            .build();

    private final Accounts accounts;
    private final ChangePassword changePassword;
    private final OpenSession open;

    ChangeAuthenticationDataModule(Accounts accounts, ChangePassword changePassword, OpenSession open) {
        this.accounts = accounts;
        this.changePassword = changePassword;
        this.open = open;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        run.answer().used.addAll(Set.of("password", "retype"));
        Caller caller = run.caller();
        if (!caller.named()) {
            throw ApiException.of("notloggedin", "apierror-mustbeloggedin-changeauthenticationdata");
        }
        if (!caller.may("editmyprivateinfo") || Approval.ofClient(caller)) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied", Arg.action("editmyprivateinfo"));
        }
        Map<String, String> values = run.raw().values();
        String password = values.getOrDefault("password", "");
        if (!run.get(request).equals(AuthRequests.PASSWORD_CHANGE) || password.isEmpty() || values.getOrDefault("retype", "").isEmpty()) {
            throw ApiException.of("badrequest", "apierror-changeauth-norequest");
        }
        return accounts.byId(caller.userId()).map(java.util.Optional::orElseThrow)
                .chain(account -> changePassword.execute(new ChangePassword.Command(account, password, values.get("retype"), caller.sessionId(), run.now()))
                        .map(outcome -> answer(run, account, outcome)));
    }

    private Result.Tree answer(ModuleRun run, Account account, ChangePassword.Outcome outcome) {
        return switch (outcome) {
            case ChangePassword.Outcome.Refused(Msg why) -> throw new ApiException(why);
            case ChangePassword.Outcome.Changed(long _, String secret) -> {
                run.answer().staleIdentities.add("user:" + account.id());
                if (run.call().cookies().keySet().stream().anyMatch(name -> name.endsWith("Token"))) {
                    run.answer().cookies.add(open.rememberCookie(secret));
                }
                yield Result.tree().put("changeauthenticationdata", Result.tree().put("status", "success"));
            }
        };
    }
}
