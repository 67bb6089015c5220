package scriptorium.auth.options;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.auth.model.Account;
import scriptorium.auth.store.AccountOptions;
import scriptorium.contract.call.Position;
import scriptorium.contract.message.Msg;

/** Changes preferences of an account; wishes that cannot be are passed over and told. */
@ApplicationScoped
public class ChangeOptions {

    private final Preferences preferences;
    private final AccountOptions store;

    ChangeOptions(Preferences preferences, AccountOptions store) {
        this.preferences = preferences;
        this.store = store;
    }

    /**
     * @param resetKinds kinds to go back to their defaults first
     * @param wishes new values by name; empty ones stand for the default
     */
    public record Command(Account account, Set<String> resetKinds, Map<String, Optional<String>> wishes, Instant now) {}

    /** A wish that was passed over. */
    public record Refusal(String name, Msg why) {}

    /** @param position empty when nothing changed */
    public record Outcome(List<Refusal> refused, Optional<Position> position) {}

    /** Whether a new signature is none that is used as it stands, or a good one. */
    private static boolean fits(Optional<String> signature, Map<String, String> before, Map<String, String> after) {
        boolean raw = !after.getOrDefault("fancysig", "0").matches("0?");
        return !raw || signature.isEmpty() || signature.equals(Optional.ofNullable(before.get("nickname"))) || RawSignature.fits(signature.get());
    }

    public Uni<Outcome> execute(Command command) {
        Map<String, String> before = command.account().options();
        Map<String, String> after = new LinkedHashMap<>(before);
        after.keySet().removeIf(name -> command.resetKinds().contains("all") || command.resetKinds().contains(preferences.kind(name)));
        List<Refusal> refused = new ArrayList<>();
        command.wishes().forEach((name, value) -> {
            switch (preferences.check(name, value)) {
                case Preferences.Verdict.Accepted(Optional<String> kept) when name.equals("nickname") && !fits(kept, before, after) ->
                    refused.add(new Refusal(name, Msg.of("", "badsig")));
                case Preferences.Verdict.Accepted(Optional<String> kept) when kept.isPresent() -> after.put(name, kept.get());
                case Preferences.Verdict.Accepted _ -> after.remove(name);
                case Preferences.Verdict.Refused(Msg why) -> refused.add(new Refusal(name, why));
            }
        });
        return after.equals(before)
                ? Uni.createFrom().item(new Outcome(refused, Optional.empty()))
                : store.change(command.account(), before, after, command.now()).map(position -> new Outcome(refused, Optional.of(position)));
    }
}
