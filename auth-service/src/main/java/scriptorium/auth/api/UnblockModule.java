package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.auth.block.UnblockUser;
import scriptorium.auth.model.Block;
import scriptorium.auth.store.AddressRange;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamType;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;

/** {@code action=unblock}. */
@ApplicationScoped
class UnblockModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Optional<Long>> id = params.integer("id").optional();
    private final Param<Optional<String>> user = params.user("user", "name", "ip", "temp", "cidr", "id").optional();
    private final Param<Optional<Long>> userId = params.integer("userid").deprecated().optional();
    private final Param<String> reason = params.text("reason").orElse("");
    private final Param<Optional<Set<String>>> tags = params.param("tags", new ParamType.Tags()).many();
    private final Param<Boolean> watchUser = params.flag("watchuser");
    private final ModuleSpec spec;

    private final UnblockUser unblockUser;
    private final SuiteCalls suite;

    UnblockModule(UnblockUser unblockUser, SuiteCalls suite) {
        this.unblockUser = unblockUser;
        this.suite = suite;
        params.token("csrf");
        spec = ModuleSpec.action("unblock", params)
                .writes("csrf")
                .exactlyOneOf(id, user, userId)
                .example("action=unblock&id=105&token=123ABC", "apihelp-unblock-example-id")
                .example("action=unblock&user=Weed&reason=Calm%20again&token=123ABC", "apihelp-unblock-example-user")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        Caller caller = run.caller();
        if (!caller.may("block")) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied-unblock");
        }
        return unblockUser.execute(new UnblockUser.Command(run.get(id), run.get(user).orElse(""), run.get(userId), run.get(reason), List.copyOf(run.get(tags).orElse(Set.of())),
                        caller, run.now()))
                .invoke(done -> {
                    run.wrote(done.position());
                    run.answer().staleIdentities.add("*");
                })
                .chain(done -> suite.watchUser(run, run.get(watchUser) && !AddressRange.isRange(done.block().target()), done.block().target()).map(watched -> answer(run, done.block(), watched)));
    }

    private Result.Tree answer(ModuleRun run, Block block, boolean watched) {
        return Result.tree().put("unblock", Result.tree()
                .put("id", block.id())
                .put("user", block.automatic() ? "" : block.target())
                .put("userid", block.accountId())
                .put("reason", run.get(reason))
                .put("watchuser", watched));
    }
}
