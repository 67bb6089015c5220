package scriptorium.wikitext.language;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Reads dates and times as people write them: absolute ones in many forms, relative ones, and mixtures ("last friday of
 * march 2010 +2 hours").
 */
public final class DateParser {

    private static final int MAX_LENGTH = 400;

    private DateParser() {}

    /** @param now what relative times start from; its zone is meant where the text names none */
    public static Optional<ZonedDateTime> parse(String text, ZonedDateTime now) {
        String rest = text.strip().toLowerCase(Locale.ROOT);
        if (rest.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        if (rest.matches("\\d{4}")) {
            return date(() -> now.withYear(Integer.parseInt(rest)).toLocalDate().atStartOfDay(now.getZone()));
        }
        DateBuilder builder = new DateBuilder();
        int at = 0;
        while (at < rest.length()) {
            int end = token(rest, at, builder);
            if (end <= at) {
                return Optional.empty();
            }
            at = end;
        }
        return date(() -> builder.build(now));
    }

    private static Optional<ZonedDateTime> date(java.util.function.Supplier<ZonedDateTime> made) {
        try {
            return Optional.of(made.get());
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return Optional.empty();
        }
    }

    /** The longest form that fits here wins, the first of equals. */
    private static int token(String text, int at, DateBuilder builder) {
        char c = text.charAt(at);
        if (c == ' ' || c == '\t' || c == ',' || c == '\n' || c == ';' || c == '\u00A0') {
            return at + 1;
        }
        List<Matcher> best = new ArrayList<>(1);
        DateForm bestForm = null;
        int end = at;
        for (DateForm form : DateForm.ALL) {
            Matcher matcher = form.pattern().matcher(text).region(at, text.length());
            matcher.useTransparentBounds(true);
            if (matcher.lookingAt() && matcher.end() > end) {
                end = matcher.end();
                best = List.of(matcher);
                bestForm = form;
            }
        }
        return bestForm != null && bestForm.effect().apply(builder, best.getFirst()) ? end : -1;
    }

    static Optional<ZoneId> zone(String name) {
        return DateForm.zone(name);
    }
}
