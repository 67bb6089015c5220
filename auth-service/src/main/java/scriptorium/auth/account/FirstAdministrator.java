package scriptorium.auth.account;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.auth.botpassword.BotPasswordMaker;
import scriptorium.auth.password.PasswordHasher;
import scriptorium.auth.session.OpenSession;
import scriptorium.auth.store.Accounts;

/**
 * Makes the administrator's account at the very first start, with a bot password if one is given. The passwords come from the environment and are kept only as
 * hashes.
 */
@ApplicationScoped
class FirstAdministrator {

    private static final List<String> GROUPS = List.of("sysop", "bureaucrat", "interface-admin", "suppress");

    private final Accounts accounts;
    private final PasswordHasher hasher;
    private final OpenSession ids;
    private final String name;
    private final Optional<String> password;
    private final BotPasswordMaker bots;
    private final Optional<String> botPassword;
    private final Set<String> botGrants;

    FirstAdministrator(
            Accounts accounts,
            PasswordHasher hasher,
            OpenSession ids,
            @ConfigProperty(name = "scriptorium.admin.name", defaultValue = "Admin") String name,
            @ConfigProperty(name = "scriptorium.admin.password") Optional<String> password,
            BotPasswordMaker bots,
            @ConfigProperty(name = "scriptorium.admin.bot-password") Optional<String> botPassword,
            @ConfigProperty(name = "scriptorium.admin.bot-grants", defaultValue = "basic,highvolume,editpage,createeditmovepage,uploadfile") Set<String> botGrants) {
        this.bots = bots;
        this.botPassword = botPassword;
        this.botGrants = botGrants;
        this.accounts = accounts;
        this.hasher = hasher;
        this.ids = ids;
        this.name = name;
        this.password = password;
    }

    void make(@Observes @Priority(100) StartupEvent event) {
        if (password.isEmpty()) {
            return;
        }
        String secret = password.get();
        accounts.any()
                .chain(any -> any ? Uni.createFrom().item(Optional.<Accounts.Made>empty()) : create(secret))
                .chain(made -> made.flatMap(account -> botPassword.map(text -> bot(account.id(), text))).orElseGet(() -> Uni.createFrom().voidItem()))
                .await().atMost(Duration.ofSeconds(30));
    }

    /** @param text {@code app:password} */
    private Uni<Void> bot(long accountId, String text) {
        int colon = text.indexOf(':');
        return colon < 1 ? Uni.createFrom().voidItem() : bots.keep(accountId, text.substring(0, colon), text.substring(colon + 1), botGrants, List.of());
    }

    private Uni<Optional<Accounts.Made>> create(String secret) {
        return accounts.create(new Accounts.NewAccount(name, hasher.hash(secret), ids.randomId(), "", "", GROUPS, Instant.now(), false), 0, name, "create", "");
    }
}
