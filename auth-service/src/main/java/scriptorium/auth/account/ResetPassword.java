package scriptorium.auth.account;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.auth.mail.Mail;
import scriptorium.auth.mail.SendMail;
import scriptorium.auth.model.Account;
import scriptorium.auth.oauth.Secrets;
import scriptorium.auth.session.OpenSession;
import scriptorium.auth.store.Accounts;
import scriptorium.auth.store.Passwords;
import scriptorium.host.site.SiteConfig;

/** Sends the owner of an account a link to choose a new password, at most one while an earlier link is good. Who asks never learns whether there was anything to send. */
@ApplicationScoped
public class ResetPassword {

    private static final int MOST_ACCOUNTS = 10;

    private final Accounts accounts;
    private final Passwords passwords;
    private final SendMail sendMail;
    private final OpenSession random;
    private final ChangePassword changePassword;
    private final SiteConfig site;
    private final Duration lifetime;

    ResetPassword(
            Accounts accounts,
            Passwords passwords,
            SendMail sendMail,
            OpenSession random,
            ChangePassword changePassword,
            SiteConfig site,
            @ConfigProperty(name = "scriptorium.password.reset-lifetime", defaultValue = "24h") Duration lifetime) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.sendMail = sendMail;
        this.random = random;
        this.changePassword = changePassword;
        this.site = site;
        this.lifetime = lifetime;
    }

    /** With a name and an address, the account must have both. */
    public Uni<Void> execute(Optional<String> name, Optional<String> address, Instant now) {
        Uni<List<Account>> found = name.isPresent()
                ? accounts.byName(name.get()).map(account -> account.filter(a -> address.isEmpty() || a.email().equalsIgnoreCase(address.get())).stream().toList())
                : passwords.byMail(address.orElse(""), MOST_ACCOUNTS).chain(this::read);
        return found.chain(all -> Multi.createFrom().iterable(all).filter(account -> !account.email().isEmpty())
                .onItem().transformToUniAndConcatenate(account -> send(account, now)).collect().asList().replaceWithVoid());
    }

    private Uni<List<Account>> read(List<Long> ids) {
        return Multi.createFrom().iterable(ids).onItem().transformToUniAndConcatenate(accounts::byId).filter(Optional::isPresent).map(Optional::get).collect().asList();
    }

    private Uni<Boolean> send(Account account, Instant now) {
        String code = random.randomId();
        String text = """
                Somebody asked for a new password of the account "%s" on %s.

                If it was you, please choose one here:

                %s

                If it was not, there is nothing to do: the old password is still good, and the link stops working after %d hours.
                """.formatted(account.name(), site.name(), site.server() + site.scriptPath() + "/index.php?title=Special:PasswordReset&code=" + code, lifetime.toHours());
        return passwords.putTemporary(account.id(), Secrets.hash(code), now.plus(lifetime), now).chain(kept -> kept
                ? sendMail.execute(new Mail(account.email(), Optional.empty(), "A new password for " + site.name(), text))
                : Uni.createFrom().item(false));
    }

    /** Changes the password by the code of such a link; empty when the code is none, or old. The code is good once. */
    public Uni<Optional<ChangePassword.Outcome>> change(String code, String password, String retype, Instant now) {
        return passwords.byTemporary(Secrets.hash(code), now).chain(id -> id.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : accounts.byId(id.get()).map(Optional::orElseThrow)
                        .chain(account -> changePassword.execute(new ChangePassword.Command(account, password, retype, "", now))).map(Optional::of));
    }
}
