package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;

/** {@code action=linkaccount}. No provider of accounts elsewhere is set up, so after all checks nothing can be linked, and {@code authmanagerinfo} says so. */
@ApplicationScoped
class LinkAccountModule implements ApiModule {

    private final Params params = Params.declare("link");
    private final Param<Optional<Set<String>>> requests = params.text("requests").many();
    private final Param<String> messageFormat = params.choice("messageformat", "html", "wikitext", "raw", "none").orElse("wikitext");
    private final Param<Boolean> mergeFields = params.flag("mergerequestfields");
    private final Param<Optional<String>> returnUrl = params.text("returnurl").optional();
    private final Param<Boolean> goOn = params.flag("continue");
    private final Param<String> token = params.token("csrf");
    private final ModuleSpec spec = ModuleSpec.action("linkaccount", params)
            .noReadRights()
            .writes("csrf")
            .dynamicParameters()
            .example("action=linkaccount&provider=Example&linkreturnurl=http://example.org/&linktoken=123ABC", "apihelp-linkaccount-example-link")
            .build();

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        if (!run.caller().named()) {
            throw ApiException.of("notloggedin", "apierror-mustbeloggedin-linkaccounts");
        }
        if (!run.caller().may("editmyprivateinfo")) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied", Arg.action("editmyprivateinfo"));
        }
        if (!run.get(goOn) && run.get(returnUrl).isEmpty()) {
            throw ApiException.of("missingparam", "apierror-missingparam-at-least-one-of", Arg.vars("linkcontinue", "linkreturnurl"), Arg.rawNum(2));
        }
        run.get(returnUrl).ifPresent(url -> AuthFlow.checkReturnUrl("linkreturnurl", url));
        return Uni.createFrom().item(Result.tree().put("linkaccount",
                AuthFlow.fail(Msg.of("userlogin-cannot-link", "userlogin-cannot-link"), run.get(messageFormat))));
    }
}
