package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import scriptorium.auth.account.ResetPassword;
import scriptorium.auth.mail.SendMail;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;

/** {@code action=resetpassword}: mail to the owner of an account who has lost the password. The answer is the same whether there is such an account or not. */
@ApplicationScoped
class ResetPasswordModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Optional<String>> user = params.user("user", "name").optional();
    private final Param<Optional<String>> email = params.text("email").optional();
    private final ModuleSpec spec;

    private final ResetPassword resetPassword;
    private final SendMail sendMail;

    ResetPasswordModule(ResetPassword resetPassword, SendMail sendMail) {
        this.resetPassword = resetPassword;
        this.sendMail = sendMail;
        params.token("csrf");
        spec = ModuleSpec.action("resetpassword", params)
                .writes("csrf")
                .example("action=resetpassword&user=Example&token=123ABC", "apihelp-resetpassword-example-user")
                .example("action=resetpassword&email=user@example.com&token=123ABC", "apihelp-resetpassword-example-email")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        Optional<String> name = run.get(user).filter(text -> !text.isEmpty());
        Optional<String> address = run.get(email).filter(text -> !text.isEmpty());
        check(run.caller(), name, address);
        return resetPassword.execute(name, address, run.now()).map(_ -> Result.tree().put("resetpassword", Result.tree().put("status", "success")));
    }

    private void check(Caller caller, Optional<String> name, Optional<String> address) {
        if (!sendMail.enabled()) {
            throw ApiException.of("passwordreset-emaildisabled", "passwordreset-emaildisabled");
        }
        if (!caller.may("editmyprivateinfo")) {
            throw ApiException.of("badaccess", "badaccess");
        }
        if (caller.block().filter(Caller.BlockInfo::createAccount).isPresent()) {
            throw ApiException.of("blocked-mailpassword", "blocked-mailpassword");
        }
        if (name.isEmpty() && address.isEmpty()) {
            throw ApiException.of("passwordreset-nodata", "passwordreset-nodata");
        }
        if (address.isPresent() && !address.get().matches("[^\\s@]+@[^\\s@]+\\.[^\\s@.]+")) {
            throw ApiException.of("passwordreset-invalidemail", "passwordreset-invalidemail");
        }
    }
}
