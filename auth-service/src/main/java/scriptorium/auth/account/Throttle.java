package scriptorium.auth.account;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import scriptorium.auth.store.Attempts;

/** Slows down who guesses passwords, per account and address and per address alone, and who makes accounts by the dozen. All replicas count together. */
@ApplicationScoped
public class Throttle {

    private final Attempts attempts;
    private final ThrottleConfig config;

    public Throttle(Attempts attempts, ThrottleConfig config) {
        this.attempts = attempts;
        this.config = config;
    }

    /** What was counted of a name and an address: whether a password may not be tried now, and whether there is anything for a right one to take back. */
    public record Failures(boolean refused, boolean any) {}

    public Uni<Failures> failures(String name, String ip, Instant now) {
        return attempts.of(List.of(pair(name, ip), address(ip)), now).map(counts -> new Failures(over(counts, name, ip), counts.containsKey(pair(name, ip))));
    }

    private boolean over(Map<String, Integer> counts, String name, String ip) {
        return counts.getOrDefault(pair(name, ip), 0) >= config.allowedFailures() || counts.getOrDefault(address(ip), 0) >= config.allowedFailuresOfAddress();
    }

    public Uni<Void> failed(String name, String ip, Instant now) {
        return attempts.add(pair(name, ip), config.failureWindow(), now).chain(() -> attempts.add(address(ip), config.failureWindow(), now));
    }

    public Uni<Void> succeeded(String name, String ip) {
        return attempts.forget(pair(name, ip));
    }

    /** What accounts are counted as. */
    public enum Kind { LASTING, TEMPORARY }

    /** Whether no more accounts may be made from here now. */
    public Uni<Boolean> refusesAccount(Kind kind, String ip, Instant now) {
        return allowed(kind) == 0
                ? Uni.createFrom().item(false)
                : attempts.of(List.of(accounts(kind, ip)), now).map(counts -> counts.getOrDefault(accounts(kind, ip), 0) >= allowed(kind));
    }

    public Uni<Void> accountMade(Kind kind, String ip, Instant now) {
        return allowed(kind) == 0 ? Uni.createFrom().voidItem() : attempts.add(accounts(kind, ip), config.accountWindow(), now);
    }

    public int allowed(Kind kind) {
        return kind == Kind.LASTING ? config.allowedAccounts() : config.allowedTemporaryAccounts();
    }

    private static String pair(String name, String ip) {
        return "password:" + name.toLowerCase(Locale.ROOT) + "@" + ip;
    }

    private static String address(String ip) {
        return "passwords:" + ip;
    }

    private static String accounts(Kind kind, String ip) {
        return (kind == Kind.LASTING ? "accounts:" : "temporary:") + ip;
    }
}
