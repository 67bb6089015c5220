package scriptorium.auth.rights;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.auth.model.Account;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.GroupRights;

/** Who is in which groups, and what that allows. */
@ApplicationScoped
public class Groups {

    private final Duration autoconfirmAge;

    Groups(@ConfigProperty(name = "scriptorium.autoconfirm-age", defaultValue = "0s") Duration autoconfirmAge) {
        this.autoconfirmAge = autoconfirmAge;
    }

    /** Groups that accounts can be put into by hand. */
    public List<String> assignable() {
        return GroupRights.all().keySet().stream().filter(GroupRights.assignable()::contains).toList();
    }

    /** Groups that a user may put others into and take them out of. */
    public List<String> changeable(Caller caller) {
        return caller.may("userrights") ? assignable() : List.of();
    }

    public Map<String, List<String>> all() {
        return GroupRights.all();
    }

    /** Groups that everybody of a kind is in. */
    public List<String> implicit(Account account, Instant now) {
        boolean old = !account.registeredAt().plus(autoconfirmAge).isAfter(now);
        return account.temporary() ? List.of("*", "temp") : old ? List.of("*", "user", "autoconfirmed") : List.of("*", "user");
    }

    /** Explicit groups in order of name, then implicit ones. */
    public List<String> effective(Account account, Instant now) {
        List<String> groups = new ArrayList<>(account.groups().stream().map(Account.Membership::group).sorted().toList());
        groups.addAll(implicit(account, now));
        return groups;
    }

    /** What members of these groups may do, each right once. */
    public Set<String> rights(List<String> groups) {
        Set<String> rights = new LinkedHashSet<>();
        groups.forEach(group -> rights.addAll(GroupRights.of(group)));
        return rights;
    }
}
