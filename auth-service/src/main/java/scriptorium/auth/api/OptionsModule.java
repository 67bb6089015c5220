package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.auth.options.ChangeOptions;
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

/** {@code action=options}: what users choose. */
@ApplicationScoped
class OptionsModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Boolean> reset = params.flag("reset");
    private final Param<Set<String>> resetKinds = params.choice("resetkinds", "all", "registered", "registered-checkmatrix", "registered-multiselect", "special",
            "unused", "userjs").manyOr("all");
    private final Param<Optional<Set<String>>> change = params.text("change").many();
    private final Param<Optional<String>> optionName = params.text("optionname").optional();
    private final Param<Optional<String>> optionValue = params.text("optionvalue").optional();
    private final Param<String> global = params.choice("global", "ignore", "override", "update").orElse("ignore");
    private final ModuleSpec spec;

    private final Accounts accounts;
    private final ChangeOptions changeOptions;

    OptionsModule(Accounts accounts, ChangeOptions changeOptions) {
        this.accounts = accounts;
        this.changeOptions = changeOptions;
        params.token("csrf");
        spec = ModuleSpec.action("options", params)
                .writes("csrf")
                .example("action=options&reset=&token=123ABC", "apihelp-options-example-reset")
                .example("action=options&change=skin=vector|hideminor=1&token=123ABC", "apihelp-options-example-change")
                .example("action=options&reset=&change=skin=monobook&optionname=nickname&optionvalue=[[User:Ada|Ada]]&token=123ABC",
                        "apihelp-options-example-complex")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        if (!run.caller().named()) {
            throw ApiException.of("notloggedin", "apierror-mustbeloggedin", Arg.action("editmyoptions"));
        }
        if (!run.caller().may("editmyoptions")) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied", Arg.action("editmyoptions"));
        }
        if (run.get(optionValue).isPresent() && run.get(optionName).isEmpty()) {
            throw ApiException.of("nooptionname", "apierror-missingparam", Arg.raw("optionname"));
        }
        Set<String> kinds = run.get(reset) ? run.get(resetKinds) : Set.of();
        Map<String, Optional<String>> wishes = wishes(run);
        if (kinds.isEmpty() && wishes.isEmpty()) {
            throw ApiException.of("nochanges", "apierror-nochanges");
        }
        return accounts.byId(run.caller().userId())
                .map(account -> account.orElseThrow(() -> ApiException.of("notloggedin", "apierror-mustbeloggedin", Arg.action("editmyoptions"))))
                .chain(account -> changeOptions.execute(new ChangeOptions.Command(account, kinds, wishes, run.now())))
                .map(outcome -> answer(run, outcome));
    }

    private Map<String, Optional<String>> wishes(ModuleRun run) {
        Map<String, Optional<String>> wishes = new LinkedHashMap<>();
        run.get(change).orElse(Set.of()).stream().map(text -> text.split("=", 2))
                .forEach(pair -> wishes.put(pair[0], pair.length < 2 ? Optional.empty() : Optional.of(pair[1])));
        run.get(optionName).ifPresent(name -> wishes.put(name, run.get(optionValue)));
        return wishes;
    }

    private static Result.Tree answer(ModuleRun run, ChangeOptions.Outcome outcome) {
        outcome.refused().forEach(refusal -> run.warn(Msg.of("validationfailed", "apiwarn-validationfailed", Arg.raw(refusal.name()),
                new Arg.Message(refusal.why().key(), refusal.why().args()))));
        outcome.position().ifPresent(position -> {
            run.wrote(position);
            run.answer().staleIdentities.add("user:" + run.caller().userId());
        });
        return Result.tree().put("options", "success");
    }
}
