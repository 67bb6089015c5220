package scriptorium.page.tag;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.result.Result;
import scriptorium.page.store.TagStore;

/** Whether a caller may put tags on changes. */
@ApplicationScoped
public class TagAccess {

    private final TagStore store;

    TagAccess(TagStore store) {
        this.store = store;
    }

    /** Tags that come with a change; refused when one of them cannot be applied by hand. */
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
        return applicable(tags);
    }

    /** The same tags; refused when one of them cannot be applied by hand. */
    public Uni<Set<String>> applicable(Collection<String> tags) {
        if (tags.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return store.applicable(tags).map(good -> {
            List<String> bad = tags.stream().filter(tag -> !good.contains(tag)).toList();
            if (!bad.isEmpty()) {
                throw refusal("apply", bad);
            }
            return new java.util.LinkedHashSet<>(tags);
        });
    }

    private static ApiException refusal(String what, List<String> bad) {
        String key = "tags-" + what + "-not-allowed-" + (bad.size() == 1 ? "one" : "multi");
        return new ApiException(scriptorium.contract.message.Msg.of("badtags", key, Arg.raw(String.join(", ", bad)), Arg.rawNum(bad.size()))
                .with("disallowedtags", Result.Items.of("", bad)));
    }
}
