package scriptorium.auth.botpassword;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import scriptorium.auth.model.BotPassword;
import scriptorium.auth.password.PasswordHasher;
import scriptorium.auth.rights.Grants;
import scriptorium.auth.session.OpenSession;
import scriptorium.auth.store.BotPasswords;
import scriptorium.host.work.WorkPool;

/** Makes bot passwords: random ones, shown once. */
@ApplicationScoped
public class BotPasswordMaker {

    /** Characters of a password; each carries five bits of chance. */
    static final int LENGTH = 32;

    private final BotPasswords passwords;
    private final PasswordHasher hasher;
    private final WorkPool work;
    private final OpenSession random;
    private final Grants grants;

    BotPasswordMaker(BotPasswords passwords, PasswordHasher hasher, WorkPool work, OpenSession random, Grants grants) {
        this.passwords = passwords;
        this.hasher = hasher;
        this.work = work;
        this.random = random;
        this.grants = grants;
    }

    /** Makes one, or a new one for the same program, and tells it. */
    public Uni<String> make(long accountId, String app, Set<String> wanted, List<String> addresses) {
        String password = random.randomId();
        return keep(accountId, app, password, wanted, addresses).replaceWith(password);
    }

    /** Keeps one that was chosen elsewhere. */
    public Uni<Void> keep(long accountId, String app, String password, Set<String> wanted, List<String> addresses) {
        Set<String> known = new LinkedHashSet<>(List.of(Grants.BASIC));
        wanted.stream().filter(grants::known).forEach(known::add);
        return work.run(() -> hasher.hash(password)).chain(hash -> passwords.put(new BotPassword(accountId, app, hash, new ArrayList<>(known), addresses)));
    }
}
