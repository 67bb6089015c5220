package scriptorium.router.dispatch;

import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.ModuleCall;
import scriptorium.contract.param.ParamReader;
import scriptorium.contract.result.Result;
import scriptorium.router.main.OwnModules;
import scriptorium.router.request.Budget;

/**
 * {@code action=query} over several services: query-service answers the page set and its own submodules, other owners theirs, all side by side. When nothing of
 * it is query-service's, it is not asked.
 */
@ApplicationScoped
public class QueryCall {

    private static final List<String> GROUPS = List.of("prop", "list", "meta");

    private final Dispatcher dispatcher;
    private final ModuleDirectory directory;

    QueryCall(Dispatcher dispatcher, ModuleDirectory directory) {
        this.dispatcher = dispatcher;
        this.directory = directory;
    }

    public Future<Reply> call(ModuleCall call, Identity identity, Credentials credentials) {
        List<Module> foreign = foreign(call);
        if (foreign.isEmpty()) {
            return dispatcher.call(Owner.QUERY, "query", call, Map.of(), identity, credentials);
        }
        Set<String> told = told(call);
        List<Future<Reply>> parts = new ArrayList<>();
        boolean alone = needsNoPages(call, foreign);
        if (!alone) {
            Set<String> paths = new LinkedHashSet<>();
            foreign.forEach(module -> paths.add(module.path()));
            parts.add(dispatcher.call(Owner.QUERY, "query", with(call, paths), Map.of(), identity, credentials));
        }
        for (Module module : foreign) {
            parts.add(told.contains(module.name())
                    ? Future.succeededFuture(Reply.own(untouched(module)))
                    : dispatcher.call(module.owner(), module.path(), call, Map.of(), identity, credentials));
        }
        return Future.join(parts).map(_ -> {
            List<Reply> replies = parts.stream().map(Future::result).toList();
            ModuleAnswer whole = merged(replies.stream().map(Reply::answer).toList(), alone);
            finish(whole.result, foreign);
            return new Reply(whole, replies.stream().mapToInt(Reply::bytes).sum(),
                    replies.stream().map(Reply::lease).reduce(Budget.Lease.NONE, Budget.Lease::and));
        });
    }

    /** Modules that an earlier answer of the same continued query has told: the names behind the bars of {@code continue}. */
    private static Set<String> told(ModuleCall call) {
        String given = call.params().getOrDefault("continue", "");
        int bars = given.indexOf("||");
        return bars < 0 || call.params().containsKey("rawcontinue") ? Set.of() : Set.copyOf(new LinkedHashSet<>(ParamReader.split(given.substring(bars + 2))));
    }

    /** Such a module is not run again, but its parameters are not unknown either. */
    private static ModuleAnswer untouched(Module module) {
        ModuleAnswer answer = new ModuleAnswer();
        answer.cacheMode = ModuleAnswer.CacheMode.PUBLIC;
        answer.used.addAll(module.parameters());
        return answer;
    }

    /** When the query goes on elsewhere, says that these modules are finished. */
    static void finish(Result.Tree result, List<Module> foreign) {
        if (!(result.get("continue") instanceof Result.Tree next) || !(next.get("continue") instanceof String value) || !value.contains("||")) {
            return;
        }
        List<String> names = new ArrayList<>(ParamReader.split(value.substring(value.indexOf("||") + 2)));
        for (Module module : foreign) {
            boolean goesOn = next.fields().keySet().stream().anyMatch(name -> !name.equals("continue") && module.parameters().contains(name));
            if (!goesOn && !names.contains(module.name())) {
                names.add(module.name());
            }
        }
        next.put("continue", value.substring(0, value.indexOf("||") + 2) + String.join("|", names));
    }

    /** The submodules asked for that are not query-service's. */
    private List<Module> foreign(ModuleCall call) {
        Map<String, Module> found = new LinkedHashMap<>();
        for (String group : GROUPS) {
            String text = call.params().get(group);
            if (text == null || text.isEmpty()) {
                continue;
            }
            Map<String, String> paths = directory.modules().group(group);
            for (String name : ParamReader.split(text)) {
                String path = paths.get(name);
                Module module = path == null ? null : directory.modules().find(path).orElse(null);
                if (module != null && module.owner() != Owner.QUERY) {
                    found.put(path, module);
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** Whether every parameter and every submodule of the request is of the main module, of a format, or of these. */
    private boolean needsNoPages(ModuleCall call, List<Module> foreign) {
        Set<String> names = new LinkedHashSet<>();
        foreign.forEach(module -> names.add(module.name()));
        for (Map.Entry<String, String> param : call.params().entrySet()) {
            String name = param.getKey();
            if (GROUPS.contains(name)) {
                if (!names.containsAll(ParamReader.split(param.getValue())) || call.repaired().contains(name)) {
                    return false;
                }
            } else if (!(name.equals("continue") && param.getValue().isEmpty()) && !OwnModules.mainParameters().contains(name) && foreign.stream().noneMatch(module -> module.parameters().contains(name))) {
                return false;
            }
        }
        return true;
    }

    private static ModuleCall with(ModuleCall call, Set<String> foreign) {
        return new ModuleCall(call.params(), call.posted(), call.repaired(), call.isPost(), call.language(), call.errorFormat(), call.requestId(), call.ip(),
                foreign, call.headers(), call.cookies());
    }

    static ModuleAnswer merged(List<ModuleAnswer> parts, boolean alone) {
        ModuleAnswer whole = new ModuleAnswer();
        whole.cacheMode = ModuleAnswer.CacheMode.PUBLIC;
        if (alone) {
            whole.result.put("batchcomplete", true);
            whole.used.addAll(GROUPS);
            whole.used.add("continue");
        }
        for (ModuleAnswer part : parts) {
            if (whole.errors.isEmpty() && !part.errors.isEmpty()) {
                whole.errors.addAll(part.errors);
                whole.errorModule = part.errorModule;
            }
            merge(whole.result, part.result);
            whole.warnings.addAll(part.warnings);
            whole.used.addAll(part.used);
            whole.cookies.addAll(part.cookies);
            whole.headers.putAll(part.headers);
            whole.positions.addAll(part.positions);
            whole.staleIdentities.addAll(part.staleIdentities);
            whole.cacheMode = whole.cacheMode.narrower(part.cacheMode);
            part.maxAge.ifPresent(age -> whole.maxAge = Optional.of(age));
            part.sMaxAge.ifPresent(age -> whole.sMaxAge = Optional.of(age));
            if (part.raw.isPresent()) {
                whole.raw = part.raw;
            }
        }
        if (!whole.errors.isEmpty()) {
            whole.result.fields().clear();
        }
        return whole;
    }

    /** Trees of the same name are merged; of continuation, the last {@code continue} wins, except that an unfinished page set's is kept. */
    private static void merge(Result.Tree into, Result.Tree from) {
        from.fields().forEach((name, value) -> {
            if (into.get(name) instanceof Result.Tree known && value instanceof Result.Tree more) {
                String before = name.equals("continue") && known.get("continue") instanceof String text ? text : "";
                merge(known, more);
                if (!before.isEmpty()) {
                    known.put("continue", before);
                }
            } else {
                into.set(name, value);
            }
        });
    }
}
