package scriptorium.auth.account;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import scriptorium.auth.password.PasswordHasher;
import scriptorium.auth.session.OpenSession;
import scriptorium.auth.store.Accounts;
import scriptorium.contract.call.Position;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.host.work.WorkPool;
import scriptorium.wikitext.title.TitleParser;
import scriptorium.wikitext.title.UserNames;

/** Makes an account. */
@ApplicationScoped
public class CreateAccount {

    private static final Pattern MAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@.]+");

    private final Accounts accounts;
    private final PasswordHasher hasher;
    private final PasswordRules passwords;
    private final OpenSession ids;
    private final WorkPool work;
    private final TitleParser titles;

    CreateAccount(Accounts accounts, PasswordHasher hasher, PasswordRules passwords, OpenSession ids, WorkPool work, TitleParser titles) {
        this.accounts = accounts;
        this.hasher = hasher;
        this.passwords = passwords;
        this.ids = ids;
        this.work = work;
        this.titles = titles;
    }

    /** What is asked. */
    public record Command(String name, String password, String retype, String email, String realName, String reason, Caller caller, Instant now) {}

    /** What came of it. */
    public sealed interface Outcome {
        record Created(long id, String name, Position position) implements Outcome {}

        record Refused(Msg why) implements Outcome {}
    }

    public Uni<Outcome> execute(Command command) {
        Optional<String> name = UserNames.canonical(command.name(), titles);
        Optional<Msg> refusal = refusal(command, name);
        if (refusal.isPresent()) {
            return Uni.createFrom().item(new Outcome.Refused(refusal.get()));
        }
        return accounts.byName(name.orElseThrow()).chain(taken -> taken.isPresent()
                ? refused("userexists")
                : create(command, name.orElseThrow(), List.of()));
    }

    private Optional<Msg> refusal(Command command, Optional<String> name) {
        if (!command.caller().may("createaccount")) {
            return Optional.of(Msg.of("permissiondenied", "apierror-permissiondenied", Arg.raw("createaccount")));
        }
        if (name.isEmpty()) {
            return Optional.of(Msg.of("noname", "noname"));
        }
        if (!command.password().equals(command.retype())) {
            return Optional.of(Msg.of("badretype", "badretype"));
        }
        Optional<Msg> weak = passwords.refusal(name.get(), command.password(), List.of());
        if (weak.isPresent()) {
            return weak;
        }
        if (!command.email().isEmpty() && !MAIL.matcher(command.email()).matches()) {
            return Optional.of(Msg.of("invalidemailaddress", "invalidemailaddress"));
        }
        return Optional.empty();
    }

    private static Uni<Outcome> refused(String key) {
        return Uni.createFrom().item(new Outcome.Refused(Msg.of(key, key)));
    }

    private Uni<Outcome> create(Command command, String name, List<String> groups) {
        boolean byAnother = !command.caller().anonymous();
        return work.run(() -> hasher.hash(command.password()))
                .chain(hash -> accounts.create(
                        new Accounts.NewAccount(name, hash, ids.randomId(), command.email(), command.realName(), groups, command.now()),
                        byAnother ? command.caller().userId() : 0, command.caller().name(), byAnother ? "create2" : "create", command.reason()))
                .chain(made -> made.isPresent()
                        ? Uni.createFrom().item(new Outcome.Created(made.get().id(), name, made.get().position()))
                        : refused("userexists"));
    }
}
