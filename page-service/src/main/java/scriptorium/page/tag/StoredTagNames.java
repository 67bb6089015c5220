package scriptorium.page.tag;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import scriptorium.contract.call.ModuleCall;
import scriptorium.host.module.TagNames;
import scriptorium.page.store.TagStore;

/** The tags as this service keeps them. */
@ApplicationScoped
class StoredTagNames implements TagNames {

    private final TagStore store;

    StoredTagNames(TagStore store) {
        this.store = store;
    }

    @Override
    public Uni<Set<String>> applicable(ModuleCall call, String bearer, Collection<String> names) {
        return store.applicable(names);
    }
}
