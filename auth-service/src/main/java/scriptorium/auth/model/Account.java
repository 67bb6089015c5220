package scriptorium.auth.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account.
 *
 * @param token long-lived secret behind the cookie {@code Token}
 * @param groups explicit groups that are in force
 */
public record Account(
        long id, String name, String passwordHash, String token, String email, Optional<Instant> emailConfirmedAt, String realName, Instant registeredAt,
        boolean temporary, List<Membership> groups, Map<String, String> options) {

    /** @param expiresAt empty for a membership without end */
    public record Membership(String group, Optional<Instant> expiresAt) {}

    public Account {
        groups = List.copyOf(groups);
        options = Map.copyOf(options);
    }

    /** Whether others may send it mail, given what its user chose. */
    public boolean mayBeMailed(Map<String, String> chosen) {
        return emailConfirmedAt.isPresent() && chosen.getOrDefault("disablemail", "0").matches("0?");
    }

    @Override
    public String toString() {
        return "Account[" + id + " " + name + "]";
    }
}
