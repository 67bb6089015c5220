package scriptorium.page.tag;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;

/** Whether a caller may put tags on changes. */
@ApplicationScoped
public class TagAccess {

    /** Tags that come with a change; refused to those who may not put any. */
    public Uni<Set<String>> accompanying(Caller caller, Collection<String> tags) {
        if (tags.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        if (!caller.may("applychangetags")) {
            return Uni.createFrom().failure(ApiException.of("tags-apply-no-permission", "tags-apply-no-permission"));
        }
        if (caller.block().isPresent() && caller.block().get().sitewide()) {
            return Uni.createFrom().failure(ApiException.of("tags-apply-blocked", "tags-apply-blocked", Arg.raw(caller.name())));
        }
        return Uni.createFrom().item(new LinkedHashSet<>(tags));
    }
}
