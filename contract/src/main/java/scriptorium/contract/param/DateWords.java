package scriptorium.contract.param;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times in words and numbers as people write them and MediaWiki reads them: "tomorrow", "next monday 12:00", "Jan 1 2035", "3 days ago". */
final class DateWords {

    private static final int LONGEST = 200;
    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Map<String, DayOfWeek> DAYS = Map.of("mon", DayOfWeek.MONDAY, "tue", DayOfWeek.TUESDAY, "wed", DayOfWeek.WEDNESDAY,
            "thu", DayOfWeek.THURSDAY, "fri", DayOfWeek.FRIDAY, "sat", DayOfWeek.SATURDAY, "sun", DayOfWeek.SUNDAY);
    private static final String MONTH = "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?";
    private static final String DAY = "(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\\b";
    private static final String UNIT = "(sec(?:ond)?s?|min(?:ute)?s?|hours?|days?|weekdays?|weeks?|fortnights?|months?|years?)\\b";
    private static final String ORDINAL = "(?:st|nd|rd|th)?";

    private static final Pattern EDGE = Pattern.compile("(first|last) day of\\b(.*)");

    /** A way to write a part of a time, and what it does to the time read so far. */
    private record Form(Pattern pattern, BiFunction<Reading, MatchResult, Reading> meaning) {}

    /**
     * What has been read.
     *
     * @param timed whether an hour was given; a date without one is midnight
     * @param dated whether a date was given
     */
    private record Reading(ZonedDateTime time, boolean timed, boolean dated) {
        Reading date(int year, int month, int day) {
            LocalDate first = LocalDate.of(year, month, 1);
            return new Reading((timed ? time : midnight(time)).with(first).plusDays(day - 1L), timed, true);
        }

        Reading at(int hour, int minute, int second) {
            return new Reading(time.with(LocalTime.of(hour, minute, second)), true, dated);
        }

        Reading shifted(ZonedDateTime to) {
            return new Reading(to, timed, dated);
        }
    }

    private static final List<Form> FORMS = List.of(
            form("@(-?\\d{1,12})", (r, m) -> new Reading(Instant.ofEpochSecond(Long.parseLong(m.group(1))).atZone(ZoneOffset.UTC), true, true)),
            form("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?:t(?=\\d))?", (r, m) -> r.date(number(m, 1), number(m, 2), number(m, 3))),
            form("(\\d{1,2})/(\\d{1,2})/(\\d{4})", (r, m) -> r.date(number(m, 3), number(m, 1), number(m, 2))),
            form("(\\d{1,2})[-.](\\d{1,2})[-.](\\d{4})", (r, m) -> r.date(number(m, 3), number(m, 2), number(m, 1))),
            form("(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?(?:\\s*([ap])\\.?m\\.?)?(?![\\d:])", DateWords::clock),
            form("(\\d{1,2})()()\\s*([ap])\\.?m\\b\\.?", DateWords::clock),
            form("(\\d{1,2})" + ORDINAL + "[ \\t.-]*" + MONTH + "[ \\t,.-]*(\\d{4})(?!\\d|:)", (r, m) -> r.date(number(m, 3), month(m.group(2)), number(m, 1))),
            form(MONTH + "[ \\t.-]*(\\d{1,2})" + ORDINAL + "[ \\t,.-]+(\\d{4})(?!\\d|:)", (r, m) -> r.date(number(m, 3), month(m.group(1)), number(m, 2))),
            form("(\\d{1,2})" + ORDINAL + "[ \\t.-]*" + MONTH, (r, m) -> r.date(r.time().getYear(), month(m.group(2)), number(m, 1))),
            form(MONTH + "[ \\t.-]*(\\d{4})(?!\\d)", (r, m) -> r.date(number(m, 2), month(m.group(1)), 1)),
            form(MONTH + "[ \\t.-]*(\\d{1,2})" + ORDINAL + "(?!\\d|:)", (r, m) -> r.date(r.time().getYear(), month(m.group(1)), number(m, 2))),
            form(MONTH, (r, m) -> r.date(r.time().getYear(), month(m.group(1)), r.time().getDayOfMonth())),
            form("([+-]*)\\s*(\\d{1,6})\\s*" + UNIT + "(\\s+ago\\b)?", (r, m) -> r.shifted(plus(r.time(), m.group(3), sign(m.group(1)) * Long.parseLong(m.group(2)) * (m.group(4) == null ? 1 : -1)))),
            form("(next|last|previous|this)\\s+" + UNIT + "(\\s+ago\\b)?", (r, m) -> r.shifted(plus(r.time(), m.group(2), step(m.group(1)) * (m.group(3) == null ? 1 : -1)))),
            form("(?:(next|last|previous|this)\\s+)?" + DAY, DateWords::weekday),
            form("(now|today|midnight|noon|tomorrow|yesterday)\\b", (r, m) -> word(r, m.group(1))),
            form("(\\d{4})(\\d{2})(\\d{2})(?!\\d)", (r, m) -> r.date(number(m, 1), number(m, 2), number(m, 3))),
            form("(\\d{4})-(\\d{2})(?!\\d)", (r, m) -> r.date(number(m, 1), number(m, 2), 1)),
            form("(\\d{2})(\\d{2})(?!\\d)", DateWords::fourDigits),
            form("(?:utc|gmt|z)\\b", (r, m) -> r),
            form("(?:utc|gmt)?([+-])(\\d{2}):?(\\d{2})(?!\\d)", (r, m) -> r.shifted(r.time().minusMinutes((m.group(1).equals("-") ? -1L : 1L) * (number(m, 2) * 60L + number(m, 3))))),
            form("(?:,|and\\b|at\\b|of\\b)", (r, m) -> r));

    private DateWords() {}

    static Optional<Instant> parse(String raw, Instant now) {
        String text = raw.toLowerCase(Locale.ROOT).strip();
        if (text.isEmpty() || text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher edge = EDGE.matcher(text);
        if (edge.matches()) {
            return parse(edge.group(2), now).map(time -> {
                ZonedDateTime at = time.atZone(ZoneOffset.UTC);
                return at.with(edge.group(1).equals("first") ? TemporalAdjusters.firstDayOfMonth() : TemporalAdjusters.lastDayOfMonth()).toInstant();
            });
        }
        Reading reading = new Reading(now.atZone(ZoneOffset.UTC), false, false);
        int at = 0;
        try {
            while (at < text.length()) {
                if (Character.isWhitespace(text.charAt(at))) {
                    at++;
                    continue;
                }
                Matcher found = next(text, at).orElse(null);
                if (found == null) {
                    return Optional.empty();
                }
                reading = meaning(found).apply(reading, found.toMatchResult());
                at = found.end();
            }
            return Optional.of(reading.time()).filter(time -> time.getYear() > 0 && time.getYear() < 10_000).map(ZonedDateTime::toInstant);
        } catch (DateTimeException | ArithmeticException outside) {
            return Optional.empty();
        }
    }

    private static Optional<Matcher> next(String text, int at) {
        return FORMS.stream().map(form -> form.pattern().matcher(text).region(at, text.length()).useTransparentBounds(true)).filter(Matcher::lookingAt).findFirst();
    }

    private static BiFunction<Reading, MatchResult, Reading> meaning(Matcher found) {
        return FORMS.stream().filter(form -> form.pattern() == found.pattern()).findFirst().orElseThrow().meaning();
    }

    private static Form form(String pattern, BiFunction<Reading, MatchResult, Reading> meaning) {
        return new Form(Pattern.compile(pattern), meaning);
    }

    private static Reading clock(Reading r, MatchResult m) {
        int hour = number(m, 1);
        if (m.group(4) != null) {
            hour = hour % 12 + (m.group(4).equals("p") ? 12 : 0);
        }
        return r.at(hour, m.group(2).isEmpty() ? 0 : number(m, 2), m.group(3) == null || m.group(3).isEmpty() ? 0 : number(m, 3));
    }

    /** Four digits are an hour and a minute where they can be, a year where not. */
    private static Reading fourDigits(Reading r, MatchResult m) {
        return number(m, 1) < 24 && number(m, 2) < 60 && !r.timed()
                ? r.at(number(m, 1), number(m, 2), 0)
                : r.shifted(r.time().withYear(number(m, 1) * 100 + number(m, 2)));
    }

    private static Reading weekday(Reading r, MatchResult m) {
        DayOfWeek day = DAYS.get(m.group(2).substring(0, 3));
        ZonedDateTime start = r.timed() ? r.time() : midnight(r.time());
        if (r.dated()) {
            return r;
        }
        String which = m.group(1) == null ? "this" : m.group(1);
        return r.shifted(start.with(switch (which) {
            case "next" -> TemporalAdjusters.next(day);
            case "last", "previous" -> TemporalAdjusters.previous(day);
            default -> TemporalAdjusters.nextOrSame(day);
        }));
    }

    private static Reading word(Reading r, String word) {
        ZonedDateTime today = midnight(r.time());
        return switch (word) {
            case "now" -> r;
            case "noon" -> r.at(12, 0, 0);
            case "tomorrow" -> r.shifted((r.timed() ? r.time() : today).plusDays(1));
            case "yesterday" -> r.shifted((r.timed() ? r.time() : today).minusDays(1));
            default -> r.shifted(r.timed() ? r.time() : today);
        };
    }

    private static ZonedDateTime midnight(ZonedDateTime time) {
        return time.toLocalDate().atStartOfDay(ZoneOffset.UTC);
    }

    private static int month(String name) {
        return MONTHS.indexOf(name.substring(0, 3)) + 1;
    }

    private static int number(MatchResult m, int group) {
        return Integer.parseInt(m.group(group));
    }

    private static int step(String word) {
        return switch (word) {
            case "last", "previous" -> -1;
            case "this" -> 0;
            default -> 1;
        };
    }

    private static int sign(String signs) {
        return signs.chars().filter(c -> c == '-').count() % 2 == 0 ? 1 : -1;
    }

    private static ZonedDateTime plus(ZonedDateTime time, String unit, long n) {
        return switch (unit.substring(0, 2)) {
            case "se" -> time.plusSeconds(n);
            case "mi" -> time.plusMinutes(n);
            case "ho" -> time.plusHours(n);
            case "da" -> time.plusDays(n);
            case "we" -> unit.startsWith("weekd") ? weekdays(time, n) : time.plusWeeks(n);
            case "fo" -> time.plusWeeks(2 * n);
            case "mo" -> overflowing(time, n);
            default -> overflowing(time, 12 * n);
        };
    }

    /** A day that the month does not have rolls over into the next one. */
    private static ZonedDateTime overflowing(ZonedDateTime time, long months) {
        return time.withDayOfMonth(1).plusMonths(months).plusDays(time.getDayOfMonth() - 1L);
    }

    private static ZonedDateTime weekdays(ZonedDateTime time, long n) {
        ZonedDateTime at = time;
        for (long left = Math.min(Math.abs(n), 10_000); left > 0;) {
            at = at.plusDays(n < 0 ? -1 : 1);
            left -= at.getDayOfWeek().getValue() < 6 ? 1 : 0;
        }
        return at;
    }
}
