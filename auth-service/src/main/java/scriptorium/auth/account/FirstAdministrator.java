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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.auth.password.PasswordHasher;
import scriptorium.auth.session.OpenSession;
import scriptorium.auth.store.Accounts;

/** Makes the administrator's account at the very first start. Its password comes from the environment and is kept only as a hash. */
@ApplicationScoped
class FirstAdministrator {

    private static final List<String> GROUPS = List.of("sysop", "bureaucrat", "interface-admin", "suppress");

    private final Accounts accounts;
    private final PasswordHasher hasher;
    private final OpenSession ids;
    private final String name;
    private final Optional<String> password;

    FirstAdministrator(
            Accounts accounts,
            PasswordHasher hasher,
            OpenSession ids,
            @ConfigProperty(name = "scriptorium.admin.name", defaultValue = "Admin") String name,
            @ConfigProperty(name = "scriptorium.admin.password") Optional<String> password) {
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
                .await().atMost(Duration.ofSeconds(30));
    }

    private Uni<Optional<Accounts.Made>> create(String secret) {
        return accounts.create(new Accounts.NewAccount(name, hasher.hash(secret), ids.randomId(), "", "", GROUPS, Instant.now()), 0, name, "create", "");
    }
}
