package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.auth.model.Account;
import scriptorium.auth.options.Preferences;
import scriptorium.auth.rights.Groups;
import scriptorium.auth.store.Accounts;
import scriptorium.contract.identity.BlockAnswer;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.MissingRight;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.pages.Problems;
import scriptorium.host.site.SiteConfig;

/** {@code meta=userinfo}: who the caller is. */
@ApplicationScoped
class UserInfoModule implements ApiModule {

    private final Params params = Params.declare("ui");
    private final Param<Optional<Set<String>>> prop = params.choice("prop", "acceptlang", "blockinfo", "cancreateaccount", "centralids", "changeablegroups",
            "editcount", "email", "groupmemberships", "groups", "hasmsg", "implicitgroups", "latestcontrib", "options", "ratelimits", "realname", "registrationdate", "rights",
            "theoreticalratelimits", "unreadcount").all("*").many();
    private final Param<Optional<String>> attachedWiki = params.text("attachedwiki").optional();
    private final ModuleSpec spec = ModuleSpec.meta("userinfo", params)
            .example("action=query&meta=userinfo", "apihelp-query+userinfo-example-simple")
            .example("action=query&meta=userinfo&uiprop=blockinfo|groups|rights|hasmsg", "apihelp-query+userinfo-example-data")
            .build();

    private final SiteConfig site;
    private final Accounts accounts;
    private final Groups groups;
    private final Preferences preferences;
    private final Contributions contributions;

    UserInfoModule(SiteConfig site, Accounts accounts, Groups groups, Preferences preferences, Contributions contributions) {
        this.site = site;
        this.preferences = preferences;
        this.contributions = contributions;
        this.accounts = accounts;
        this.groups = groups;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        Caller caller = run.caller();
        Set<String> props = run.get(prop).orElse(Set.of());
        boolean needsAccount = !caller.anonymous()
                && props.stream().anyMatch(Set.of("groupmemberships", "email", "realname", "implicitgroups", "options")::contains);
        Uni<Optional<Account>> account = needsAccount ? accounts.byId(caller.userId()) : Uni.createFrom().item(Optional.empty());
        return account.chain(found -> contributions.of(run, props)
                .map(facts -> Result.tree().put("query", Result.tree().put("userinfo", info(run, props, found, facts)))));
    }

    private Result.Tree info(ModuleRun run, Set<String> props, Optional<Account> account, Contributions.Facts facts) {
        Caller caller = run.caller();
        Result.Tree info = Result.tree().put("id", caller.userId()).put("name", caller.name()).flag("anon", caller.anonymous()).flag("temp", caller.temporary());
        if (props.contains("blockinfo")) {
            caller.block().ifPresent(block -> info.putAll(BlockAnswer.fields(block)));
        }
        if (props.contains("hasmsg")) {
            info.put("messages", facts.news());
        }
        if (props.contains("groups")) {
            List<String> list = account.map(a -> groups.effective(a, run.now())).orElseGet(() -> ordered(caller));
            info.put("groups", Result.Items.of("g", list));
        }
        if (props.contains("groupmemberships")) {
            Result.Items items = Result.items("groupmembership");
            account.ifPresent(a -> a.groups().forEach(m -> items.add(
                    Result.tree().put("group", m.group()).put("expiry", m.expiresAt().map(Timestamps::iso).orElse("infinity")))));
            info.put("groupmemberships", items);
        }
        if (props.contains("implicitgroups")) {
            info.put("implicitgroups", Result.Items.of("g", account.map(a -> groups.implicit(a, run.now())).orElse(List.of("*"))));
        }
        if (props.contains("rights")) {
            info.put("rights", Result.Items.of("r", groups.rights(ordered(caller)).stream().filter(caller::may).toList()));
        }
        if (props.contains("changeablegroups")) {
            info.put("changeablegroups", changeable(caller));
        }
        if (props.contains("options")) {
            Result.Tree options = Result.tree();
            preferences.effective(account.map(Account::options).orElse(Map.of()))
                    .forEach((name, value) -> options.set(name, value instanceof Boolean truth ? new Result.Bool(truth) : value));
            info.put("options", options);
        }
        if (props.contains("editcount")) {
            info.put("editcount", facts.edits());
        }
        // Limits of single actions are not configured here; the router's edge limits all requests alike.
        if (props.contains("ratelimits")) {
            info.put("ratelimits", Result.tree());
        }
        if (props.contains("theoreticalratelimits")) {
            info.put("theoreticalratelimits", Result.tree());
        }
        if (props.contains("realname")) {
            info.put("realname", account.map(Account::realName).orElse(""));
        }
        if (props.contains("email") && (caller.anonymous() || caller.may("viewmyprivateinfo"))) {
            info.put("email", account.map(Account::email).orElse(""));
            account.flatMap(Account::emailConfirmedAt).ifPresent(at -> info.put("emailauthenticated", Timestamps.iso(at)));
        }
        if (props.contains("registrationdate") && !caller.anonymous()) {
            info.put("registrationdate", caller.registration());
        }
        if (props.contains("acceptlang")) {
            info.put("acceptlang", Result.items("lang"));
        }
        if (props.contains("unreadcount")) {
            info.set("unreadcount", facts.unread());
        }
        if (props.contains("centralids")) {
            info.put("centralids", Result.tree().put("local", caller.userId()));
            info.put("attachedlocal", attached(!caller.anonymous()));
            run.get(attachedWiki).ifPresent(asked -> info.put("attachedwiki", attached(!caller.anonymous() && asked.equals(site.wikiId()))));
        }
        if (props.contains("latestcontrib")) {
            facts.latest().ifPresent(at -> info.put("latestcontrib", at));
        }
        if (props.contains("cancreateaccount")) {
            Optional<Msg> refusal = caller.may("createaccount")
                    ? caller.block().filter(Caller.BlockInfo::createAccount).map(block -> BlockAnswer.error(block, caller.ip()))
                    : Optional.of(MissingRight.msg("createaccount"));
            info.put("cancreateaccount", refusal.isEmpty());
            refusal.ifPresent(why -> info.put("cancreateaccounterror", Problems.of(run, "e", "error", List.of(why))));
        }
        return info;
    }

    /** Explicit groups in order of name, then implicit ones. */
    private List<String> ordered(Caller caller) {
        List<String> implicit = List.of("*", "temp", "user", "autoconfirmed");
        return java.util.stream.Stream.concat(caller.groups().stream().filter(g -> !implicit.contains(g)).sorted(),
                implicit.stream().filter(caller.groups()::contains)).toList();
    }

    private Result.Tree changeable(Caller caller) {
        List<String> all = groups.changeable(caller);
        return Result.tree()
                .put("add", Result.Items.of("g", all))
                .put("remove", Result.Items.of("g", all))
                .put("add-self", Result.items("g"))
                .put("remove-self", Result.items("g"));
    }

    private static Result.Keyed attached(boolean known) {
        return new Result.Keyed("", Result.Shape.ASSOC).put("local", known);
    }
}
