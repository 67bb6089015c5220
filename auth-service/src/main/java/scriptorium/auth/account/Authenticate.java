package scriptorium.auth.account;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
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
    private final Throttle throttle;

    Authenticate(Accounts accounts, PasswordHasher hasher, WorkPool work, TitleParser titles, Throttle throttle) {
        this.accounts = accounts;
        this.hasher = hasher;
        this.work = work;
        this.titles = titles;
        this.throttle = throttle;
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

    /** The name of any account in its normal form, of temporary ones, too. */
    public Optional<String> anyName(String name) {
        return name(name).or(() -> UserNames.usable(name, titles).filter(usable -> UserNames.temporary(usable, titles)));
    }

    /** Whether a name could be that of a user at all, here or elsewhere; with others there is nothing to try. */
    public boolean namesSomebody(String name) {
        return UserNames.usable(name, titles).isPresent();
    }

    /** How a password compares with a stored hash. */
    public enum Verdict { RIGHT, WRONG, THROTTLED }

    /** Compares a password with a hash; costs and counts the same when there is none. */
    public Uni<Verdict> compare(String name, String ip, String password, String hash) {
        Instant now = Instant.now();
        return throttle.failures(name, ip, now).chain(failures -> failures.refused()
                ? Uni.createFrom().item(Verdict.THROTTLED)
                : work.run(() -> hasher.matches(password, hash)).chain(right -> right
                        ? (failures.any() ? throttle.succeeded(name, ip) : Uni.createFrom().voidItem()).replaceWith(Verdict.RIGHT)
                        : throttle.failed(name, ip, now).replaceWith(Verdict.WRONG)));
    }

    public Uni<Outcome> execute(String name, String password, String ip) {
        Optional<String> canonical = name(name);
        Uni<Optional<Account>> found = canonical.map(accounts::byName).orElseGet(() -> Uni.createFrom().item(Optional.empty()));
        return found.chain(account -> compare(canonical.orElse(name), ip, password, account.map(Account::passwordHash).orElse("")).chain(verdict -> switch (verdict) {
            case RIGHT -> known(account.orElseThrow(), password);
            case WRONG -> Uni.createFrom().item(new Outcome.Wrong());
            case THROTTLED -> Uni.createFrom().item(new Outcome.Throttled());
        }));
    }

    private Uni<Outcome> known(Account account, String password) {
        Uni<Outcome> known = Uni.createFrom().item(new Outcome.Known(account));
        return hasher.outdated(account.passwordHash())
                ? work.run(() -> hasher.hash(password)).call(hash -> accounts.rehash(account, hash)).chain(() -> known)
                : known;
    }
}
