package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.auth.model.Account;
import scriptorium.auth.rights.ChangeGroups;
import scriptorium.auth.rights.Groups;
import scriptorium.auth.store.Accounts;
import scriptorium.contract.identity.BlockAnswer;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Expiries;
import scriptorium.contract.param.Expiry;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamReader;
import scriptorium.contract.param.ParamType;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;

/** {@code action=userrights}. */
@ApplicationScoped
class UserRightsModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Optional<String>> user;
    private final Param<Optional<Long>> userId;
    private final Param<Optional<Set<String>>> add;
    private final Param<Set<String>> expiry;
    private final Param<Optional<Set<String>>> remove;
    private final Param<String> reason;
    private final Param<Optional<Set<String>>> tags;
    private final Param<Boolean> watchUser;
    private final ModuleSpec spec;

    private final Accounts accounts;
    private final ChangeGroups changeGroups;
    private final SuiteCalls suite;

    UserRightsModule(Groups groups, Accounts accounts, ChangeGroups changeGroups, SuiteCalls suite) {
        this.accounts = accounts;
        this.changeGroups = changeGroups;
        this.suite = suite;
        List<String> names = groups.assignable().stream().sorted().toList();
        user = params.user("user", "name", "id").optional();
        userId = params.integer("userid").deprecated().optional();
        add = params.choice("add", names).many();
        expiry = params.text("expiry").allowDuplicates().manyOr("infinite");
        remove = params.choice("remove", names).many();
        reason = params.text("reason").orElse("");
        params.token("userrights");
        tags = params.param("tags", new ParamType.Tags()).many();
        watchUser = params.flag("watchuser");
        spec = ModuleSpec.action("userrights", params)
                .writes("userrights")
                .exactlyOneOf(user, userId)
                .example("action=userrights&user=Rosebot&add=bot&remove=sysop|bureaucrat&token=123ABC", "apihelp-userrights-example-user")
                .example("action=userrights&user=Ada&add=sysop&expiry=1%20month&token=123ABC", "apihelp-userrights-example-expiry")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public void permit(ModuleRun run) {
        Caller caller = run.caller();
        caller.block().filter(Caller.BlockInfo::sitewide).filter(_ -> !caller.may("userrights")).ifPresent(block -> {
            throw new ApiException(BlockAnswer.error(block, caller.ip()));
        });
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        Caller caller = run.caller();
        Map<String, Optional<Instant>> wanted = wanted(run);
        return account(run).chain(account -> changeGroups.execute(new ChangeGroups.Command(account, wanted, run.get(remove).orElse(Set.of()), run.get(reason),
                        List.copyOf(run.get(tags).orElse(Set.of())), caller, run.now()))
                .invoke(done -> done.position().ifPresent(position -> {
                    run.wrote(position);
                    run.answer().staleIdentities.add("user:" + account.id());
                }))
                .chain(done -> suite.watchUser(run, run.get(watchUser), account.name()).map(watched -> Result.tree().put("userrights", Result.tree()
                        .put("user", account.name())
                        .put("userid", account.id())
                        .put("added", Result.Items.of("group", done.added()))
                        .put("removed", Result.Items.of("group", done.removed()))
                        .put("watchuser", watched)))));
    }

    private Uni<Account> account(ModuleRun run) {
        String name = run.get(user).orElse("");
        if (name.indexOf('@') >= 0) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied-userrights-interwiki");
        }
        if (name.startsWith("#")) {
            return accounts.byId(Long.parseLong(name.substring(1)))
                    .map(found -> found.orElseThrow(() -> ApiException.of("nosuchuser", "nosuchusershort", Arg.raw("Unknown user"))));
        }
        return run.get(userId).isPresent()
                ? accounts.byId(run.get(userId).get()).map(found -> found.orElseThrow(() -> ApiException.of("invaliduser", "noname")))
                : accounts.byName(name).map(found -> found.orElseThrow(() -> ApiException.of("nosuchuser", "nosuchusershort", Arg.raw(name))));
    }

    private Map<String, Optional<Instant>> wanted(ModuleRun run) {
        List<String> groups = List.copyOf(run.get(add).orElse(Set.of()));
        List<String> expiries = ParamReader.split(run.raw().values().getOrDefault("expiry", "infinite"));
        if (!groups.isEmpty() && expiries.size() != 1 && expiries.size() != groups.size()) {
            throw ApiException.of("toofewexpiries", "apierror-toofewexpiries", Arg.rawNum(expiries.size()), Arg.rawNum(groups.size()));
        }
        Map<String, Optional<Instant>> wanted = new LinkedHashMap<>();
        for (int i = 0; i < groups.size(); i++) {
            String text = expiries.get(expiries.size() == 1 ? 0 : i);
            Expiry end = Expiries.parse(text, run.now()).orElseThrow(() -> ApiException.of("invalidexpiry", "apierror-invalidexpiry", Arg.raw(text)));
            if (end.at().isPresent() && end.at().get().isBefore(run.now())) {
                throw ApiException.of("pastexpiry", "apierror-pastexpiry", Arg.raw(text));
            }
            wanted.put(groups.get(i), end.at());
        }
        return wanted;
    }
}
