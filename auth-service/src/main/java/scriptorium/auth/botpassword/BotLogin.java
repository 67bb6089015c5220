package scriptorium.auth.botpassword;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import scriptorium.auth.account.Authenticate;
import scriptorium.auth.model.Account;
import scriptorium.auth.model.BotPassword;
import scriptorium.auth.store.Accounts;
import scriptorium.auth.store.AddressRange;
import scriptorium.auth.store.BotPasswords;

/** The login with a bot password: name {@code User@app}, or name {@code User} and password {@code app@password}. */
@ApplicationScoped
public class BotLogin {

    private final Accounts accounts;
    private final BotPasswords passwords;
    private final Authenticate authenticate;

    BotLogin(Accounts accounts, BotPasswords passwords, Authenticate authenticate) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.authenticate = authenticate;
    }

    /** Who wants to come in, with what. */
    public record Attempt(String user, String app, String password) {}

    /** The attempt that name and password can mean; empty when they can only be those of the account itself. */
    public static Optional<Attempt> attempt(String name, String password) {
        int at = name.lastIndexOf('@');
        if (at > 0 && at < name.length() - 1) {
            return Optional.of(new Attempt(name.substring(0, at), name.substring(at + 1), password));
        }
        int inPassword = password.lastIndexOf('@');
        return inPassword > 0 && password.length() - inPassword - 1 >= BotPasswordMaker.LENGTH
                ? Optional.of(new Attempt(name, password.substring(0, inPassword), password.substring(inPassword + 1)))
                : Optional.empty();
    }

    /** What came of it. */
    public sealed interface Outcome {
        record Known(Account account, BotPassword password) implements Outcome {}

        record Wrong() implements Outcome {}

        record Throttled() implements Outcome {}
    }

    public Uni<Outcome> execute(Attempt attempt, String ip) {
        return authenticate.name(attempt.user()).map(accounts::byName).orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .chain(account -> account.map(a -> passwords.find(a.id(), attempt.app())).orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                        .chain(password -> check(attempt, account, password, ip)));
    }

    private Uni<Outcome> check(Attempt attempt, Optional<Account> account, Optional<BotPassword> password, String ip) {
        return authenticate.compare(attempt.user() + "@" + attempt.app(), ip, attempt.password(), password.map(BotPassword::passwordHash).orElse(""))
                .map(verdict -> switch (verdict) {
                    case RIGHT -> account.isPresent() && password.isPresent() && mayComeFrom(password.get(), ip)
                            ? new Outcome.Known(account.get(), password.get())
                            : new Outcome.Wrong();
                    case WRONG -> new Outcome.Wrong();
                    case THROTTLED -> new Outcome.Throttled();
                });
    }

    private static boolean mayComeFrom(BotPassword password, String ip) {
        return password.addresses().isEmpty() || password.addresses().stream().anyMatch(text -> AddressRange.parse(text).filter(range -> range.holds(ip)).isPresent());
    }
}
