package scriptorium.query.api;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.param.Timestamps;

/** Places at which lists go on, as MediaWiki writes them: parts joined by {@code |}. */
final class Cursor {

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}");

    private Cursor() {}

    /** The parts, when there are exactly so many. */
    static String[] parts(String text, int count) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != count) {
            throw bad();
        }
        return parts;
    }

    static long number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw bad();
        }
        return Long.parseLong(text);
    }

    /** The number, 0 for what is none: some modules ask no more of where to go on. */
    static long lenient(String text) {
        return NUMBER.matcher(text).matches() ? Long.parseLong(text) : 0;
    }

    /** A number for a column of 32 bits. */
    static int bounded(long number) {
        return (int) Math.clamp(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    static OffsetDateTime time(String text) {
        return Timestamps.fromMw(text).orElseThrow(Cursor::bad).atOffset(ZoneOffset.UTC);
    }

    static String time(OffsetDateTime time) {
        return Timestamps.mw(time.toInstant());
    }

    /** A time at which something ends, as answers write it; null is never. */
    static String expiry(OffsetDateTime time) {
        return time == null ? "infinity" : Timestamps.iso(time.toInstant());
    }

    static Optional<String[]> optional(Optional<String> text, int count) {
        return text.filter(t -> !t.isEmpty()).map(t -> parts(t, count));
    }

    static ApiException bad() {
        return ApiException.of("badcontinue", "apierror-badcontinue");
    }
}
