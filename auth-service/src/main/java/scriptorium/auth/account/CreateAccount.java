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
import scriptorium.contract.identity.BlockAnswer;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.MissingRight;
import scriptorium.contract.identity.MixedScripts;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.host.work.WorkPool;
import scriptorium.wikitext.title.TitleParser;
import scriptorium.wikitext.title.UserNames;

/** Makes an account. */
@ApplicationScoped
public class CreateAccount {

    private static final Msg EXISTS = Msg.of("userexists", "userexists");
    private static final Msg MIXED = Msg.of("antispoof-name-illegal", "antispoof-mixedscripts");
    private static final int LONGEST = 255;
    private static final Pattern MAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@.]+");

    private final Accounts accounts;
    private final PasswordHasher hasher;
    private final PasswordRules passwords;
    private final OpenSession ids;
    private final WorkPool work;
    private final TitleParser titles;
    private final Throttle throttle;

    CreateAccount(Accounts accounts, PasswordHasher hasher, PasswordRules passwords, OpenSession ids, WorkPool work, TitleParser titles, Throttle throttle) {
        this.throttle = throttle;
        this.accounts = accounts;
        this.hasher = hasher;
        this.passwords = passwords;
        this.ids = ids;
        this.work = work;
        this.titles = titles;
    }

    /**
     * What is asked.
     *
     * @param passwordByMail whether the owner learns how to log in by mail
     */
    public record Command(
            String name, String password, String retype, String email, String realName, String reason, boolean passwordByMail, Caller caller, Instant now) {}

    /** What came of it. */
    public sealed interface Outcome {
        record Created(long id, String name, Position position) implements Outcome {}

        record Refused(Msg why) implements Outcome {}
    }

    public Uni<Outcome> execute(Command command) {
        if (!command.caller().may("createaccount")) {
            return refused(MissingRight.msg("createaccount"));
        }
        Optional<Msg> blocked = command.caller().block().filter(Caller.BlockInfo::createAccount).map(block -> BlockAnswer.error(block, command.caller().ip()));
        if (blocked.isPresent()) {
            return refused(blocked.get());
        }
        Optional<String> name = UserNames.canonical(command.name(), titles);
        if (name.isEmpty()) {
            return refused(Msg.of("invaliduser", "noname"));
        }
        if (MixedScripts.in(name.get())) {
            return refused(MIXED);
        }
        return accounts.byName(name.get()).chain(taken -> taken.isPresent()
                ? refused(EXISTS)
                : refusal(command, name.get()).map(CreateAccount::refused).orElseGet(() -> createUnlessThrottled(command, name.get())));
    }

    private Uni<Outcome> createUnlessThrottled(Command command, String name) {
        String ip = command.caller().ip();
        if (command.caller().may("noratelimit")) {
            return create(command, name, List.of());
        }
        return throttle.refusesAccount(Throttle.Kind.LASTING, ip, command.now()).chain(refused -> refused
                ? refused(Msg.of("acct_creation_throttle_hit", "acct_creation_throttle_hit", Arg.num(throttle.allowed(Throttle.Kind.LASTING))))
                : create(command, name, List.of()).call(outcome -> outcome instanceof Outcome.Created ? throttle.accountMade(Throttle.Kind.LASTING, ip, command.now()) : Uni.createFrom().voidItem()));
    }

    private Optional<Msg> refusal(Command command, String name) {
        if (!command.password().equals(command.retype())) {
            return Optional.of(Msg.of("badretype", "badretype"));
        }
        Optional<Msg> weak = passwords.refusal(name, command.password(), List.of());
        if (weak.isPresent()) {
            return weak;
        }
        if (!command.email().isEmpty() && (command.email().length() > LONGEST || !MAIL.matcher(command.email()).matches())) {
            return Optional.of(Msg.of("invalidemailaddress", "invalidemailaddress"));
        }
        return Optional.empty();
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    }

    private static Uni<Outcome> refused(Msg why) {
        return Uni.createFrom().item(new Outcome.Refused(why));
    }

    private Uni<Outcome> create(Command command, String name, List<String> groups) {
        boolean byAnother = command.caller().named();
        return work.run(() -> hasher.hash(command.password()))
                .chain(hash -> accounts.create(
                        new Accounts.NewAccount(name, hash, ids.randomId(), command.email(), cut(command.realName()), groups, command.now(), false),
                        byAnother ? command.caller().userId() : 0, command.caller().name(), command.passwordByMail() ? "byemail" : byAnother ? "create2" : "create", command.reason()))
                .chain(made -> made.isPresent()
                        ? Uni.createFrom().item(new Outcome.Created(made.get().id(), name, made.get().position()))
                        : refused(EXISTS));
    }
}
