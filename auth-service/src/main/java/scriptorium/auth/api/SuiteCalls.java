package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import scriptorium.auth.identity.Identify;
import scriptorium.auth.model.Account;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.ModuleCall;
import scriptorium.contract.identity.EditTokens;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.host.http.ServiceClient;
import scriptorium.host.http.ServiceClient.Service;
import scriptorium.host.module.ModuleRun;

/** What account modules ask of other services, in the caller's name: pages by title, watching a user's page. */
@ApplicationScoped
class SuiteCalls {

    private static final Logger LOG = Logger.getLogger(SuiteCalls.class);

    private final ServiceClient services;
    private final Identify identify;

    SuiteCalls(ServiceClient services, Identify identify) {
        this.identify = identify;
        this.services = services;
    }

    /** A page that exists. */
    record Page(long id, int namespace, String fullTitle) {
        String title() {
            return namespace == 0 ? fullTitle : fullTitle.substring(fullTitle.indexOf(':') + 1);
        }
    }

    private static ModuleCall call(ModuleRun run, Map<String, String> params) {
        ModuleCall own = run.call();
        return new ModuleCall(params, params.keySet(), Set.of(), true, own.language(), "bc", own.requestId(), own.ip(), Set.of(), Map.of(), Map.of());
    }

    private Uni<Result.Tree> query(ModuleRun run, Map<String, String> params) {
        return answer(run, params).map(answer -> answer.get("query") instanceof Result.Tree query ? query : Result.tree());
    }

    /** The whole answer to a query. */
    Uni<Result.Tree> answer(ModuleRun run, Map<String, String> params) {
        return services.call(Service.QUERY, "query", call(run, params), run.bearer()).map(answer -> answer.result);
    }

    /** The pages of these titles, in their order; refuses when one does not exist. */
    Uni<List<Page>> pages(ModuleRun run, String parameter, Collection<String> titles) {
        if (titles.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return query(run, Map.of("action", "query", "titles", String.join("|", titles))).map(query -> {
            Map<String, String> asked = new LinkedHashMap<>();
            titles.forEach(title -> asked.put(title, title));
            if (query.get("normalized") instanceof Result.Items normalized) {
                normalized.values().forEach(row -> asked.put(text(row, "from"), text(row, "to")));
            }
            Map<String, Page> found = new HashMap<>();
            if (query.get("pages") instanceof Result.Keyed pages) {
                pages.values().values().forEach(row -> read(row).ifPresent(page -> found.put(page.fullTitle(), page)));
            }
            List<Page> all = new ArrayList<>();
            titles.forEach(title -> all.add(Optional.ofNullable(found.get(asked.get(title))).orElseThrow(
                    () -> ApiException.of("missingtitle", "paramvalidator-missingtitle", Arg.plain(parameter), Arg.plain(title)))));
            return all;
        });
    }

    private static Optional<Page> read(Object row) {
        return row instanceof Result.Tree page && page.get("pageid") instanceof Long id && page.get("ns") instanceof Long namespace
                ? Optional.of(new Page(id, namespace.intValue(), text(page, "title")))
                : Optional.empty();
    }

    private static String text(Object row, String field) {
        return row instanceof Result.Tree tree ? String.valueOf(tree.get(field)) : "";
    }

    /** A new account watches its own page, and has news of it when somebody else made the account. It is an account whether or not that works. */
    Uni<Void> watchOwnPage(ModuleRun run, Account account) {
        Identify.Identified own = identify.inName(account, run.caller().ip(), run.now());
        String page = "User:" + account.name();
        Map<String, String> watch = Map.of("action", "watch", "titles", page, "token", EditTokens.make(own.caller().tokenKey(), "watch", run.now()));
        Map<String, String> news = Map.of("action", "setnotificationtimestamp", "titles", page, "timestamp", Timestamps.iso(run.now()),
                "token", EditTokens.make(own.caller().tokenKey(), "csrf", run.now()));
        return services.call(Service.PAGE, "watch", call(run, watch), own.token())
                .invoke(answer -> answer.positions.forEach(run::wrote))
                .chain(watched -> run.caller().anonymous() ? Uni.createFrom().item(watched)
                        : services.call(Service.PAGE, "setnotificationtimestamp", call(run, news), own.token()).invoke(answer -> answer.positions.forEach(run::wrote)))
                .onFailure().invoke(failure -> LOG.warnf("fault=watch-own-page request=%s message=%s", run.call().requestId(), failure.getMessage()))
                .onFailure().recoverWithNull().replaceWithVoid();
    }

    /** Watches the page of a user; whether it is watched now. What this was asked beside has been done, so a failure here is not one of it. */
    Uni<Boolean> watchUser(ModuleRun run, boolean wanted, String name) {
        if (!wanted || run.caller().anonymous()) {
            return Uni.createFrom().item(false);
        }
        Map<String, String> params = Map.of("action", "watch", "titles", "User:" + name, "token", EditTokens.make(run.caller().tokenKey(), "watch", run.now()));
        return services.call(Service.PAGE, "watch", call(run, params), run.bearer())
                .invoke(answer -> answer.positions.forEach(run::wrote))
                .map((ModuleAnswer answer) -> answer.errors.isEmpty())
                .onFailure().invoke(failure -> LOG.warnf("fault=watch-user request=%s message=%s", run.call().requestId(), failure.getMessage()))
                .onFailure().recoverWithItem(false);
    }
}
