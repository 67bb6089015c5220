package scriptorium.auth.rights;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.auth.model.Account;
import scriptorium.auth.store.Accounts;
import scriptorium.contract.call.Position;
import scriptorium.contract.identity.Caller;

/** Puts an account into groups and takes it out of others, as far as the caller may; what the caller may not is passed over in silence. */
@ApplicationScoped
public class ChangeGroups {

    private final Accounts accounts;
    private final Groups groups;

    ChangeGroups(Accounts accounts, Groups groups) {
        this.accounts = accounts;
        this.groups = groups;
    }

    /** @param add groups with the end of each membership */
    public record Command(Account account, Map<String, Optional<Instant>> add, Set<String> remove, String reason, List<String> tags, Caller caller, Instant now) {}

    /** @param position empty when nothing changed */
    public record Outcome(List<String> added, List<String> removed, Optional<Position> position) {}

    public Uni<Outcome> execute(Command command) {
        Set<String> may = Set.copyOf(groups.changeable(command.caller()));
        Map<String, Optional<Instant>> before = new LinkedHashMap<>();
        command.account().groups().forEach(membership -> before.put(membership.group(), membership.expiresAt()));
        Map<String, Optional<Instant>> after = new LinkedHashMap<>(before);
        List<String> removed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        Set<String> remove = new LinkedHashSet<>(command.remove());
        remove.stream().filter(may::contains).filter(before::containsKey).forEach(group -> {
            after.remove(group);
            removed.add(group);
        });
        command.add().forEach((group, expiry) -> {
            if (may.contains(group) && !(after.containsKey(group) && after.get(group).equals(expiry))) {
                after.put(group, expiry);
                added.add(group);
            }
        });
        if (added.isEmpty() && removed.isEmpty()) {
            return Uni.createFrom().item(new Outcome(added, removed, Optional.empty()));
        }
        return accounts.changeGroups(command.account(), before, after, command.caller().userId(), command.caller().name(), command.reason(), command.tags(),
                        command.now())
                .map(position -> new Outcome(added, removed, Optional.of(position)));
    }
}
