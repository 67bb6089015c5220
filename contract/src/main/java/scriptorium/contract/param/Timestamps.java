package scriptorium.contract.param;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Time as MediaWiki reads and writes it. */
public final class Timestamps {

    private static final Pattern ISO = Pattern.compile(
            "(\\d{4})-(\\d{1,2})-(\\d{1,2})[T ](\\d{1,2}):(\\d{2}):(\\d{2})(?:[.,]\\d{1,9})?\\s?(Z|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})?");
    private static final Pattern DIGITS = Pattern.compile("\\d{14}");
    private static final Pattern COMPACT = Pattern.compile("(\\d{8})T(\\d{6})(?:\\.\\d+)?Z?");
    private static final Pattern UNIX = Pattern.compile("-?\\d{1,13}(?:\\.\\d+)?");
    private static final DateTimeFormatter MW = DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern("[EEE, ]d MMM yyyy HH:mm:ss [zzz][xx]", Locale.ENGLISH);

    private Timestamps() {}

    /** {@code 2026-11-23T10:00:00Z}. */
    public static String iso(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    /** {@code 20261123100000}. */
    public static String mw(Instant instant) {
        return MW.format(instant);
    }

    /** Reads the 14-digit form. */
    public static Optional<Instant> fromMw(String digits) {
        return DIGITS.matcher(digits).matches() ? lenient(digits) : Optional.empty();
    }

    /** Reads any spelling that MediaWiki accepts in a timestamp parameter, but for {@code now} and the empty one. */
    public static Optional<Instant> parse(String raw) {
        String text = raw.strip();
        return UNIX.matcher(text).matches() && !DIGITS.matcher(text).matches()
                ? Optional.of(Instant.ofEpochSecond((long) Double.parseDouble(text)))
                : written(text);
    }

    /** Those spellings but for bare seconds. */
    static Optional<Instant> written(String text) {
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return fields(iso.group(1), iso.group(2), iso.group(3), iso.group(4), iso.group(5), iso.group(6)).map(t -> shift(t, iso.group(7)));
        }
        if (DIGITS.matcher(text).matches()) {
            return lenient(text);
        }
        Matcher compact = COMPACT.matcher(text);
        if (compact.matches()) {
            return lenient(compact.group(1) + compact.group(2));
        }
        return rfc2822(text);
    }

    private static Optional<Instant> lenient(String d) {
        return fields(d.substring(0, 4), d.substring(4, 6), d.substring(6, 8), d.substring(8, 10), d.substring(10, 12), d.substring(12, 14));
    }

    /** Values beyond their range roll over, as MediaWiki lets them. */
    private static Optional<Instant> fields(String year, String month, String day, String hour, String minute, String second) {
        try {
            LocalDateTime time = LocalDate.of(Integer.parseInt(year), 1, 1).atStartOfDay()
                    .plusMonths(Integer.parseInt(month) - 1L)
                    .plusDays(Integer.parseInt(day) - 1L)
                    .plusHours(Integer.parseInt(hour))
                    .plusMinutes(Integer.parseInt(minute))
                    .plusSeconds(Integer.parseInt(second));
            return Optional.of(time.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Instant shift(Instant time, String zone) {
        if (zone == null || zone.equals("Z")) {
            return time;
        }
        String digits = zone.substring(1).replace(":", "");
        int hours = Integer.parseInt(digits.substring(0, 2));
        int minutes = digits.length() > 2 ? Integer.parseInt(digits.substring(2)) : 0;
        long seconds = hours * 3600L + minutes * 60L;
        return zone.charAt(0) == '-' ? time.plusSeconds(seconds) : time.minusSeconds(seconds);
    }

    private static Optional<Instant> rfc2822(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            try {
                return Optional.of(LocalDateTime.parse(text, RFC_2822).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException again) {
                return Optional.empty();
            }
        }
    }
}
