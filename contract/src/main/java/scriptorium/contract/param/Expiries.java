package scriptorium.contract.param;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expiries as MediaWiki reads them: never, a point in time, or a span from now ("1 week", "2 days 3 hours", "next month"). */
public final class Expiries {

    private static final Set<String> NEVER = Set.of("infinite", "indefinite", "infinity", "never");
    private static final Pattern SPAN = Pattern.compile(
            "([+-]?\\d{1,6}|an?|next)\\s*(seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|fortnights?|months?|years?)(\\s+ago)?\\s*(?:,|and)?\\s*",
            Pattern.CASE_INSENSITIVE);

    private Expiries() {}

    public static Optional<Expiry> parse(String raw, Instant now) {
        String text = raw.strip().toLowerCase(Locale.ROOT);
        if (NEVER.contains(text)) {
            return Optional.of(Expiry.NEVER);
        }
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.equals("now")) {
            return Optional.of(Expiry.at(now));
        }
        if (text.equals("tomorrow")) {
            return Optional.of(Expiry.at(now.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)));
        }
        Optional<Instant> span = span(text, now);
        if (span.isPresent()) {
            return span.map(Expiry::at);
        }
        if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return Timestamps.parse(text + "T00:00:00Z").map(Expiry::at);
        }
        return Timestamps.parse(raw.strip()).map(Expiry::at);
    }

    private static Optional<Instant> span(String text, Instant now) {
        Matcher part = SPAN.matcher(text);
        ZonedDateTime time = now.atZone(ZoneOffset.UTC);
        int at = 0;
        while (at < text.length()) {
            if (!part.find(at) || part.start() != at) {
                return Optional.empty();
            }
            String count = part.group(1);
            long n = count.startsWith("a") || count.equals("next") ? 1 : Long.parseLong(count.startsWith("+") ? count.substring(1) : count);
            time = plus(time, part.group(2), part.group(3) == null ? n : -n);
            at = part.end();
        }
        return at == 0 ? Optional.empty() : Optional.of(time.toInstant());
    }

    private static ZonedDateTime plus(ZonedDateTime time, String unit, long n) {
        return switch (unit.substring(0, 2)) {
            case "se" -> time.plusSeconds(n);
            case "mi" -> time.plusMinutes(n);
            case "ho" -> time.plusHours(n);
            case "da" -> time.plusDays(n);
            case "we" -> time.plusWeeks(n);
            case "fo" -> time.plusWeeks(2 * n);
            case "mo" -> time.plusMonths(n);
            default -> time.plusYears(n);
        };
    }
}
