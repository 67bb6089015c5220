package scriptorium.contract.param;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Expiries as MediaWiki reads them: never, a point in time, or a span from now ("1 week", "2 days 3 hours", "next month"). */
public final class Expiries {

    private static final Set<String> NEVER = Set.of("infinite", "indefinite", "infinity", "never");

    private Expiries() {}

    public static Optional<Expiry> parse(String raw, Instant now) {
        if (NEVER.contains(raw)) {
            return Optional.of(Expiry.NEVER);
        }
        String text = raw.strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Timestamps.written(text).or(() -> DateWords.parse(text, now)).map(Expiry::at);
    }
}
