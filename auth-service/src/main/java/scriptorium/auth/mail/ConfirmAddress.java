package scriptorium.auth.mail;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import scriptorium.auth.oauth.Secrets;
import scriptorium.auth.session.OpenSession;
import scriptorium.auth.store.AccountOptions;
import scriptorium.auth.store.Accounts;
import scriptorium.auth.store.MailCodes;
import scriptorium.host.site.SiteConfig;

/** Asks the owner of a mail address to confirm it, by a link that is good once; without that nobody can send the account mail. */
@ApplicationScoped
public class ConfirmAddress {

    private final OpenSession random;
    private final MailCodes codes;
    private final Accounts accounts;
    private final AccountOptions options;
    private final SendMail sendMail;
    private final MailConfig config;
    private final SiteConfig site;

    ConfirmAddress(OpenSession random, MailCodes codes, Accounts accounts, AccountOptions options, SendMail sendMail, MailConfig config, SiteConfig site) {
        this.random = random;
        this.codes = codes;
        this.accounts = accounts;
        this.options = options;
        this.sendMail = sendMail;
        this.config = config;
        this.site = site;
    }

    /** Sends the link; whether the server took it. */
    public Uni<Boolean> ask(long accountId, String name, String address, Instant now) {
        if (address.isEmpty() || !sendMail.enabled()) {
            return Uni.createFrom().item(false);
        }
        String code = random.randomId();
        String link = site.server() + site.scriptPath() + "/index.php?title=Special:ConfirmEmail&code=" + code;
        String text = """
                Somebody made the account "%s" on %s with this mail address.

                If it was you, please confirm the address here:

                %s

                If it was not, there is nothing to do; the link stops working after %d days.
                """.formatted(name, site.name(), link, config.confirmation().toDays());
        return codes.put(accountId, Secrets.hash(code), now.plus(config.confirmation()))
                .chain(() -> sendMail.execute(new Mail(address, Optional.empty(), "Please confirm your mail address at " + site.name(), text)));
    }

    /** Whether the code confirmed an address. From then on the account can be sent mail, and lists say so. */
    public Uni<Boolean> confirm(String code, Instant now) {
        return codes.confirm(Secrets.hash(code), now).chain(id -> id.isEmpty()
                ? Uni.createFrom().item(false)
                : accounts.byId(id.get()).map(Optional::orElseThrow)
                        .chain(account -> options.change(account, account.options(), account.options(), now)).replaceWith(true));
    }
}
