package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.auth.block.BlockUser;
import scriptorium.auth.model.Block;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamType;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;

/** {@code action=block}. */
@ApplicationScoped
class BlockModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Optional<String>> user = params.user("user", "name", "ip", "temp", "cidr", "id").optional();
    private final Param<Optional<Long>> userId = params.integer("userid").deprecated().optional();
    private final Param<String> expiry = params.text("expiry").orElse("never");
    private final Param<String> reason = params.text("reason").orElse("");
    private final Param<Boolean> anonOnly = params.flag("anononly");
    private final Param<Boolean> noCreate = params.flag("nocreate");
    private final Param<Boolean> autoblock = params.flag("autoblock");
    private final Param<Boolean> noEmail = params.flag("noemail");
    private final Param<Boolean> hideName = params.flag("hidename");
    private final Param<Boolean> allowUserTalk = params.flag("allowusertalk");
    private final Param<Boolean> reblock = params.flag("reblock");
    private final Param<Boolean> watchUser = params.flag("watchuser");
    private final Param<Optional<Set<String>>> tags = params.param("tags", new ParamType.Tags()).many();
    private final Param<Boolean> partial = params.flag("partial");
    private final Param<Optional<Set<String>>> pages = params.title("pagerestrictions", true).valueLimits(10, 10).many();
    private final Param<Optional<Set<Integer>>> namespaces = params.namespace("namespacerestrictions").all("*").many();
    private final ModuleSpec spec;

    private final BlockUser blockUser;
    private final SuiteCalls suite;

    BlockModule(BlockUser blockUser, SuiteCalls suite) {
        this.blockUser = blockUser;
        this.suite = suite;
        params.token("csrf");
        spec = ModuleSpec.action("block", params)
                .writes("csrf")
                .exactlyOneOf(user, userId)
                .example("action=block&user=192.0.2.7&expiry=2%20days&reason=Test%20edits&token=123ABC", "apihelp-block-example-ip-simple")
                .example("action=block&user=Weed&expiry=never&reason=Spam&nocreate=&autoblock=&noemail=&token=123ABC", "apihelp-block-example-user-complex")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        return suite.pages(run, "pagerestrictions", run.get(pages).orElse(Set.of())).map(found -> command(run, run.get(partial) ? found : List.of(), List.copyOf(run.get(tags).orElse(Set.of()))))
                .chain(blockUser::execute)
                .invoke(done -> {
                    run.wrote(done.position());
                    run.answer().staleIdentities.add(done.block().accountId() > 0 ? "user:" + done.block().accountId() : "*");
                })
                .chain(done -> suite.watchUser(run, run.get(watchUser), done.block().target()).map(watched -> answer(run, done.block(), watched)));
    }

    @Override
    public void permit(ModuleRun run) {
        Caller caller = run.caller();
        if (!caller.may("block")) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied", Arg.action("block"));
        }
        if (run.get(noEmail) && !caller.may("blockemail")) {
            throw ApiException.of("cantblock-email", "apierror-cantblock-email");
        }
        if (run.get(hideName) && !caller.may("hideuser")) {
            throw ApiException.of("permissiondenied", "badaccess-group0");
        }
    }

    private BlockUser.Command command(ModuleRun run, List<SuiteCalls.Page> found, List<String> applied) {
        Block.Flags flags = new Block.Flags(run.get(anonOnly), run.get(noCreate), run.get(autoblock), run.get(noEmail), run.get(hideName),
                run.get(allowUserTalk));
        return new BlockUser.Command(run.get(user).orElse(""), run.get(userId), run.get(expiry), run.get(reason), flags, run.get(partial),
                found.stream().map(page -> new BlockUser.RestrictedPage(page.id(), page.namespace(), page.title())).toList(),
                run.get(partial) ? List.copyOf(run.get(namespaces).orElse(Set.of())) : List.of(), run.get(reblock), applied, run.caller(), run.now());
    }

    private Result.Tree answer(ModuleRun run, Block block, boolean watched) {
        Result.Tree answer = Result.tree()
                .put("user", block.target())
                .put("userID", block.accountId())
                .put("expiry", block.expiresAt().map(Timestamps::iso).orElse("infinite"))
                .put("id", block.id())
                .put("reason", run.get(reason))
                .put("anononly", run.get(anonOnly))
                .put("nocreate", run.get(noCreate))
                .put("autoblock", run.get(autoblock))
                .put("noemail", run.get(noEmail))
                .put("hidename", block.flags().hideName())
                .put("allowusertalk", run.get(allowUserTalk))
                .put("watchuser", watched)
                .put("partial", block.partial());
        list(answer, "pagerestrictions", run.get(pages));
        list(answer, "namespacerestrictions", run.get(namespaces));
        return Result.tree().put("block", answer);
    }

    private static <V> void list(Result.Tree answer, String name, Optional<Set<V>> values) {
        if (values.isEmpty()) {
            answer.putNull(name);
        } else {
            answer.put(name, Result.Items.of("_v", values.get()));
        }
    }
}
