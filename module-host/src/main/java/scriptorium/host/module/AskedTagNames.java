package scriptorium.host.module;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import scriptorium.contract.call.ModuleCall;
import scriptorium.contract.result.Result;
import scriptorium.host.http.ServiceClient;
import scriptorium.host.http.ServiceClient.Service;

/** The tags as {@code list=tags} tells them, for services that do not keep them. */
@ApplicationScoped
@DefaultBean
class AskedTagNames implements TagNames {

    private static final Map<String, String> ALL = Map.of("action", "query", "list", "tags", "tgprop", "source|active", "tglimit", "max");

    private final ServiceClient services;

    AskedTagNames(ServiceClient services) {
        this.services = services;
    }

    @Override
    public Uni<Set<String>> applicable(ModuleCall call, String bearer, Collection<String> names) {
        ModuleCall question = new ModuleCall(ALL, ALL.keySet(), Set.of(), true, call.language(), "bc", call.requestId(), call.ip(), Set.of(), Map.of(), Map.of());
        return services.call(Service.QUERY, "query", question, bearer).map(answer -> {
            if (!(answer.result.get("query") instanceof Result.Tree query) || !(query.get("tags") instanceof Result.Items tags)) {
                return Set.<String>of();
            }
            return tags.values().stream().map(Result.Tree.class::cast).filter(AskedTagNames::applies).map(tag -> String.valueOf(tag.get("name")))
                    .filter(names::contains).collect(Collectors.toSet());
        });
    }

    private static boolean applies(Result.Tree tag) {
        return Boolean.TRUE.equals(tag.get("active")) && tag.get("source") instanceof Result.Items source && source.values().contains("manual");
    }
}
