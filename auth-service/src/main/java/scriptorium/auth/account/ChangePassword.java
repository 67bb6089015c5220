package scriptorium.auth.account;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import scriptorium.auth.model.Account;
import scriptorium.auth.password.PasswordHasher;
import scriptorium.auth.rights.Groups;
import scriptorium.auth.session.OpenSession;
import scriptorium.auth.store.Passwords;
import scriptorium.contract.message.Msg;
import scriptorium.host.work.WorkPool;

/** Gives an account a new password. Whoever else is logged in to it no longer is. */
@ApplicationScoped
public class ChangePassword {

    private final PasswordRules rules;
    private final PasswordHasher hasher;
    private final WorkPool work;
    private final Passwords passwords;
    private final OpenSession random;
    private final Groups groups;

    ChangePassword(PasswordRules rules, PasswordHasher hasher, WorkPool work, Passwords passwords, OpenSession random, Groups groups) {
        this.rules = rules;
        this.hasher = hasher;
        this.work = work;
        this.passwords = passwords;
        this.random = random;
        this.groups = groups;
    }

    /** @param session public id of the session that stays */
    public record Command(Account account, String password, String retype, String session, Instant now) {}

    /** What came of it. */
    public sealed interface Outcome {
        /** @param token new secret of the cookie that remembers the login */
        record Changed(long accountId, String token) implements Outcome {}

        record Refused(Msg why) implements Outcome {}
    }

    public Uni<Outcome> execute(Command command) {
        Optional<Msg> refusal = command.password().equals(command.retype())
                ? rules.refusal(command.account().name(), command.password(), groups.effective(command.account(), command.now()))
                : Optional.of(Msg.of("badretype", "badretype"));
        if (refusal.isPresent()) {
            return Uni.createFrom().item(new Outcome.Refused(refusal.get()));
        }
        String token = random.randomId();
        return work.run(() -> hasher.hash(command.password()))
                .chain(hash -> passwords.change(command.account().id(), hash, token, command.session()))
                .replaceWith(new Outcome.Changed(command.account().id(), token));
    }
}
