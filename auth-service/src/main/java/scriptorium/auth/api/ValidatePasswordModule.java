package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import scriptorium.auth.account.PasswordRules;
import scriptorium.auth.model.Account;
import scriptorium.auth.rights.Groups;
import scriptorium.auth.store.Accounts;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.pages.Problems;

/** {@code action=validatepassword}: would this password be accepted, for a new account or for the caller's? */
@ApplicationScoped
class ValidatePasswordModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<String> password = params.password("password").required();
    private final Param<Optional<String>> user = params.user("user", "name", "id").optional();
    private final Param<Optional<String>> email = params.text("email").optional();
    private final Param<Optional<String>> realName = params.text("realname").optional();
    private final ModuleSpec spec = ModuleSpec.action("validatepassword", params)
            .mustBePosted()
            .example("action=validatepassword&password=foobar", "apihelp-validatepassword-example-1")
            .example("action=validatepassword&password=querty&user=Example", "apihelp-validatepassword-example-2")
            .build();

    private final PasswordRules rules;
    private final Accounts accounts;
    private final Groups groups;

    ValidatePasswordModule(PasswordRules rules, Accounts accounts, Groups groups) {
        this.rules = rules;
        this.accounts = accounts;
        this.groups = groups;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        Optional<String> name = run.get(user);
        if (name.isPresent()) {
            boolean byNumber = name.get().startsWith("#");
            return (byNumber ? accounts.byId(Long.parseLong(name.get().substring(1))) : accounts.byName(name.get())).map(taken -> {
                if (taken.isPresent()) {
                    throw ApiException.of("userexists", "userexists");
                }
                if (byNumber) {
                    throw ApiException.of("baduser_user", "apierror-baduser", Arg.raw("user"), Arg.raw("Unknown user"));
                }
                return answer(run, rules.refusal(name.get(), run.get(password), List.of()));
            });
        }
        if (run.caller().anonymous()) {
            return Uni.createFrom().item(answer(run, rules.refusal("", run.get(password), List.of())));
        }
        return accounts.byId(run.caller().userId()).map(account -> answer(run, rules.refusal(run.caller().name(), run.get(password),
                account.map((Account a) -> groups.effective(a, run.now())).orElse(List.of()))));
    }

    /** A password that is refused is one that could not be set, so "Invalid", not only "Change". */
    private static Result.Tree answer(ModuleRun run, Optional<Msg> refusal) {
        Result.Tree validity = Result.tree().put("validity", refusal.isPresent() ? "Invalid" : "Good");
        refusal.ifPresent(why -> validity.put("validitymessages", Problems.of(run, "m", "error", List.of(why))));
        return Result.tree().put("validatepassword", validity);
    }
}
