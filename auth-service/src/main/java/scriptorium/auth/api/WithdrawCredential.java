package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import scriptorium.auth.oauth.model.Approval;
import scriptorium.auth.store.Passwords;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;

/**
 * {@code action=removeauthenticationdata} and {@code action=unlinkaccount}: takes a way to log in away from the caller's account. A password cannot be taken away,
 * only one that was sent by mail for one login; other wikis' accounts cannot be linked here, so none can be unlinked.
 */
final class WithdrawCredential implements ApiModule {

    private final Params params = Params.declare();
    private final Param<String> request = params.text("request").required();
    private final Param<String> token = params.token("csrf");
    private final String name;
    private final Optional<String> removable;
    private final ModuleSpec spec;
    private final Passwords passwords;

    private WithdrawCredential(String name, Optional<String> removable, String example, Passwords passwords) {
        this.name = name;
        this.removable = removable;
        this.passwords = passwords;
        spec = ModuleSpec.action(name, params).writes("csrf").example(example, "apihelp-" + name + "-example-simple").build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        if (!run.caller().named()) {
            throw ApiException.of("notloggedin", "apierror-mustbeloggedin-removeauth");
        }
        if (!run.caller().may("editmyprivateinfo") || Approval.ofClient(run.caller())) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied", Arg.action("editmyprivateinfo"));
        }
        if (!removable.equals(Optional.of(run.get(request)))) {
            throw ApiException.of("badrequest", "apierror-changeauth-norequest");
        }
        return passwords.forgetTemporary(run.caller().userId()).map(_ -> Result.tree().put(name, Result.tree().put("status", "success")));
    }

    /** The two modules. */
    @ApplicationScoped
    static class Modules {

        @Produces
        @Singleton
        ApiModule remove(Passwords passwords) {
            return new WithdrawCredential("removeauthenticationdata", Optional.of(AuthRequests.TEMPORARY),
                    "action=removeauthenticationdata&request=FooAuthenticationRequest&token=123ABC", passwords);
        }

        @Produces
        @Singleton
        ApiModule unlink(Passwords passwords) {
            return new WithdrawCredential("unlinkaccount", Optional.empty(),
                    "action=unlinkaccount&request=FooAuthenticationRequest&token=123ABC", passwords);
        }
    }
}
