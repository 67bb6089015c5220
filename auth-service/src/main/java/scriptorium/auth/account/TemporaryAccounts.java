package scriptorium.auth.account;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.auth.model.Account;
import scriptorium.auth.model.Session;
import scriptorium.auth.session.OpenSession;
import scriptorium.auth.store.Accounts;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;

/** Accounts that are made by the first edit of somebody without one, and that nobody can log in to again. */
@ApplicationScoped
public class TemporaryAccounts {

    private final Accounts accounts;
    private final OpenSession sessions;
    private final Throttle throttle;
    private final Duration lifetime;

    TemporaryAccounts(
            Accounts accounts, OpenSession sessions, Throttle throttle, @ConfigProperty(name = "scriptorium.temporary-accounts.lifetime", defaultValue = "90d") Duration lifetime) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.throttle = throttle;
        this.lifetime = lifetime;
    }

    /** The name that an account of this session would have; from now on it is set aside for it. */
    public Uni<String> name(Session session, Instant now) {
        return session.temporaryName().isEmpty() ? next(now).call(name -> sessions.reserve(session, name)) : Uni.createFrom().item(session.temporaryName());
    }

    private Uni<String> next(Instant now) {
        return accounts.nextTemporary().map(number -> "~" + now.atZone(ZoneOffset.UTC).getYear() + "-" + number);
    }

    /** Makes an account, with the name that is set aside for the session if one is. */
    public Uni<Account> make(Optional<Session> session, String ip, Instant now) {
        return throttle.refusesAccount(Throttle.Kind.TEMPORARY, ip, now).chain(refused -> {
            if (refused) {
                throw ApiException.of("acct_creation_throttle_hit", "acct_creation_throttle_hit", Arg.num(throttle.allowed(Throttle.Kind.TEMPORARY)));
            }
            Optional<String> reserved = session.map(Session::temporaryName).filter(name -> !name.isEmpty());
            return reserved.map(name -> Uni.createFrom().item(name)).orElseGet(() -> next(now))
                    .chain(name -> accounts.create(new Accounts.NewAccount(name, "", sessions.randomId(), "", "", List.of(), now, true), 0, name, "autocreate", "")
                            .chain(made -> made.isPresent() ? Uni.createFrom().item(name) : next(now)
                                    .call(other -> accounts.create(new Accounts.NewAccount(other, "", sessions.randomId(), "", "", List.of(), now, true), 0, other, "autocreate", ""))))
                    .call(() -> throttle.accountMade(Throttle.Kind.TEMPORARY, ip, now))
                    .chain(accounts::byName).map(Optional::orElseThrow);
        });
    }

    /** Whether an account may still be used. */
    public boolean alive(Account account, Instant now) {
        return !account.temporary() || account.registeredAt().plus(lifetime).isAfter(now);
    }
}
