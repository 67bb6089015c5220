package scriptorium.auth.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.auth.model.Account;
import scriptorium.auth.password.PasswordHasher;
import scriptorium.auth.store.Accounts;
import scriptorium.host.work.WorkPool;
import scriptorium.wikitext.title.TitleParser;
import scriptorium.wikitext.title.UserNames;

/** Checks a name and a password. Wrong name and wrong password cost and look the same; too many failures are throttled per account and address. */
@ApplicationScoped
public class Authenticate {

    private final Accounts accounts;
    private final PasswordHasher hasher;
    private final WorkPool work;
    private final TitleParser titles;
    private final int allowedFailures;
    private final Cache<String, AtomicInteger> failures;

    Authenticate(
            Accounts accounts,
            PasswordHasher hasher,
            WorkPool work,
            TitleParser titles,
            @ConfigProperty(name = "scriptorium.login.allowed-failures", defaultValue = "50") int allowedFailures,
            @ConfigProperty(name = "scriptorium.login.failure-window", defaultValue = "5m") Duration window) {
        this.accounts = accounts;
        this.hasher = hasher;
        this.work = work;
        this.titles = titles;
        this.allowedFailures = allowedFailures;
        failures = Caffeine.newBuilder().maximumSize(100_000).expireAfterWrite(window).build();
    }

    /** What came of it. */
    public sealed interface Outcome {
        record Known(Account account) implements Outcome {}

        record Wrong() implements Outcome {}

        record Throttled() implements Outcome {}
    }

    /** The name of an account in its normal form; empty for what can be none. */
    public Optional<String> name(String name) {
        return UserNames.canonical(name, titles);
    }

    /** How a password compares with a stored hash. */
    public enum Verdict { RIGHT, WRONG, THROTTLED }

    /** Compares a password with a hash; costs and counts the same when there is none. */
    public Uni<Verdict> compare(String name, String ip, String password, String hash) {
        String key = name + "@" + ip;
        if (throttled(key)) {
            return Uni.createFrom().item(Verdict.THROTTLED);
        }
        return work.run(() -> hasher.matches(password, hash)).map(right -> {
            if (right) {
                failures.invalidate(key);
                return Verdict.RIGHT;
            }
            failures.get(key, _ -> new AtomicInteger()).incrementAndGet();
            return Verdict.WRONG;
        });
    }

    private boolean throttled(String key) {
        AtomicInteger failed = failures.getIfPresent(key);
        return failed != null && failed.get() >= allowedFailures;
    }

    public Uni<Outcome> execute(String name, String password, String ip) {
        Optional<String> canonical = name(name);
        String key = canonical.orElse(name) + "@" + ip;
        if (throttled(key)) {
            return Uni.createFrom().item(new Outcome.Throttled());
        }
        Uni<Optional<Account>> found = canonical.map(accounts::byName).orElseGet(() -> Uni.createFrom().item(Optional.empty()));
        return found.chain(account -> work.run(() -> hasher.matches(password, account.map(Account::passwordHash).orElse("")))
                .chain(right -> right && account.isPresent() ? known(account.get(), password, key) : wrong(key)));
    }

    private Uni<Outcome> known(Account account, String password, String key) {
        failures.invalidate(key);
        Uni<Outcome> known = Uni.createFrom().item(new Outcome.Known(account));
        return hasher.outdated(account.passwordHash())
                ? work.run(() -> hasher.hash(password)).call(hash -> accounts.rehash(account, hash)).chain(() -> known)
                : known;
    }

    private Uni<Outcome> wrong(String key) {
        failures.get(key, _ -> new AtomicInteger()).incrementAndGet();
        return Uni.createFrom().item(new Outcome.Wrong());
    }
}
