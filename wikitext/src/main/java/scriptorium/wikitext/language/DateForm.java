package scriptorium.wikitext.language;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One way to write a part of a date, and what it means. */
record DateForm(Pattern pattern, Effect effect) {

    /** Takes the part over; false when it is no date after all. */
    interface Effect {
        boolean apply(DateBuilder date, Matcher found);
    }

    private static final List<String> MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final List<String> ORDINALS = List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
            "ninth", "tenth",
            "eleventh", "twelfth");
    private static final Map<String, ZoneId> ZONES = ZoneId.getAvailableZoneIds().stream()
            .collect(Collectors.toUnmodifiableMap(id -> id.toLowerCase(Locale.ROOT), ZoneId::of, (a, _) -> a));
    /** What short names of time zones are from UTC, military letters among them. */
    private static final Map<String, ZoneOffset> ABBREVIATIONS = """
            -12:00 y
            -11:00 sst x
            -10:00 ahst bdt hst w
            -09:30 hdt hpt hwt
            -09:00 ahdt akst v yst
            -08:00 akdt pst u ydt ypt ywt
            -07:00 mst pdt ppt pwt t yddt
            -06:00 cst mdt mpt mwt pddt s
            -05:00 cdt cpt cwt est mddt r
            -04:00 ast cddt edt ept ewt q
            -03:30 nst
            -03:00 adt apt awt eddt p
            -02:30 ndt npt nwt
            -02:00 addt o
            -01:30 nddt
            -01:00 n
            +00:00 gmt utc wet z
            +01:00 a bst cet met wat west
            +02:00 b bdst cat cest eet ist mest sast wast wemt
            +03:00 c cemt eat eest idt msk tbmt
            +04:00 d iddt msd
            +05:00 e pkt
            +06:00 f pkst
            +07:00 g wib
            +08:00 awst h hkt
            +08:30 kst
            +09:00 awdt hkst i jst wit
            +09:30 acst cast
            +10:00 aest chst gst jdt k kdt
            +10:30 acdt
            +11:00 aedt gdt l
            +11:30 nzmt
            +12:00 m nzst
            +13:00 nzdt
            """.lines().map(line -> line.split(" ")).flatMap(line -> Stream.of(line).skip(1).map(name -> Map.entry(name, ZoneOffset.of(line[0]))))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static final String MONTH = "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
    private static final String WEEKDAY = "(mon|monday|tue|tues|tuesday|wed|wednesday|thu|thur|thurs|thursday|fri|friday|sat|saturday|sun|sunday)";
    private static final String DAY = "(3[01]|[0-2]?[0-9])";
    private static final String SUFFIX = "(?:st|nd|rd|th)?+";
    private static final String CLOCK = "([01]?[0-9]|2[0-4])[:.]([0-5][0-9])(?:[:.]([0-5][0-9]|60)(?:[.,:][0-9]{1,9})?)?";
    private static final String UNIT = "(sec|second|min|minute|hour|day|fortnight|forthnight|weekday|week|month|year|mon|tue|wed|thu|fri|sat|sun|monday|tuesday"
            + "|wednesday|thursday|friday|saturday|sunday)s?+";
    private static final String RELATIVE = "(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|next|last|previous|this)";

    static final List<DateForm> ALL = List.of(
            form("@(-?[0-9]{1,12})", (d, m) -> d.timestamp(Long.parseLong(m.group(1)))),
            form("(yesterday|today|midnight|now|noon|tomorrow)(?![a-z])", (d, m) -> d.keyword(m.group(1))),
            form("([0-9]{4})([0-9]{2})([0-9]{2})t?([0-9]{2}):?([0-9]{2}):?([0-9]{2})(?![0-9])",
                    (d, m) -> d.date(number(m, 1), number(m, 2), number(m, 3)) && d.time(number(m, 4), number(m, 5), number(m, 6))),
            form("([0-9]{4})([0-9]{2})([0-9]{2})(?![0-9])", (d, m) -> d.date(number(m, 1), number(m, 2), number(m, 3))),
            form("([+-]?[0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?![0-9])t?", (d, m) -> d.date(number(m, 1), number(m, 2), number(m, 3))),
            form("([0-9]{4})-([0-9]{2})(?![0-9-])", (d, m) -> d.date(number(m, 1), number(m, 2), 1)),
            form("([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})(?![0-9])", (d, m) -> d.date(number(m, 1), number(m, 2), number(m, 3))),
            form("([0-9]{1,2})/([0-9]{1,2})/([0-9]{4}|[0-9]{2})(?![0-9])", (d, m) -> d.date(year(m.group(3)), number(m, 1), number(m, 2))),
            form("([0-9]{1,2})/([0-9]{1,2})(?![0-9/])", (d, m) -> d.monthDay(number(m, 1), number(m, 2))),
            form("([0-9]{1,2})[.\\t-]([0-9]{1,2})[.-]([0-9]{4})(?![0-9])", (d, m) -> d.date(number(m, 3), number(m, 2), number(m, 1))),
            form("([0-9]{4})-?w([0-5][0-9])(?:-?([0-7]))?(?![0-9])", (d, m) -> isoWeek(d, m)),
            form("([0-9]{4})[.-]?([0-3][0-9]{2})(?![0-9:])", (d, m) -> d.dayOfYear(number(m, 1), number(m, 2))),
            form(DAY + SUFFIX + "[ \\t.-]*" + MONTH + "[ \\t.,-]*([0-9]{4})(?![0-9:])", (d, m) -> d.date(number(m, 3), month(m.group(2)),
                    number(m, 1))),
            form(DAY + "-" + MONTH + "-([0-9]{2})(?![0-9:])", (d, m) -> d.date(year(m.group(3)), month(m.group(2)), number(m, 1))),
            form(DAY + SUFFIX + "[ \\t]+" + MONTH + "[ \\t]+([0-9]{2})(?![0-9:.apm])", (d, m) -> d.date(year(m.group(3)),
                    month(m.group(2)), number(m, 1))),
            form(DAY + SUFFIX + "[ \\t.-]*" + MONTH + "(?![a-z])", (d, m) -> d.monthDay(month(m.group(2)), number(m, 1))),
            form(MONTH + "[ \\t.-]*" + DAY + SUFFIX + "[ \\t.,-]+([0-9]{4})(?![0-9:])", (d, m) -> d.date(number(m, 3), month(m.group(1)),
                    number(m, 2))),
            form(MONTH + "[ \\t.-]*" + DAY + SUFFIX + "(?![0-9:])[,.]?", (d, m) -> d.monthDay(month(m.group(1)), number(m, 2))),
            form(MONTH + "[ \\t.,-]*([0-9]{4})(?![0-9:])", (d, m) -> d.date(number(m, 2), month(m.group(1)), 1)),
            form("([0-9]{4})[ \\t.-]*" + MONTH + "[ \\t.-]*" + DAY + "(?![0-9:])", (d, m) -> d.date(number(m, 1), month(m.group(2)),
                    number(m, 3))),
            form("([0-9]{4})[ \\t.-]*" + MONTH + "(?![a-z])", (d, m) -> d.date(number(m, 1), month(m.group(2)), 1)),
            form(MONTH + "(?![a-z])", (d, m) -> d.month(month(m.group(1)))),
            form("t?" + CLOCK + "(?![0-9])", (d, m) -> d.time(number(m, 1), number(m, 2), m.group(3) == null ? 0 : number(m, 3))),
            form("(1[0-2]|0?[1-9])(?:[:.]([0-5][0-9]))?(?:[:.]([0-5][0-9]))?[ \\t]*([ap])\\.?m\\.?(?![a-z])", DateForm::meridian),
            form("([0-9]{4})(?![0-9:])", (d, m) -> d.fourDigits(number(m, 1))),
            form("(?:gmt|utc)?([+-])([0-9]{1,2}):?([0-9]{2})?(?![0-9])", DateForm::offset),
            form(WEEKDAY + "(?![a-z])", (d, m) -> d.weekday(weekday(m.group(1)), 0)),
            form("([+-]*+)[ \\t]*([0-9]{1,9})[ \\t]*" + UNIT + "(?![a-z])(?:[ \\t]+(ago)(?![a-z]))?", DateForm::amount),
            form(RELATIVE + "[ \\t]+" + UNIT + "(?![a-z])(?:[ \\t]+(ago)(?![a-z]))?", DateForm::relative),
            form("(first|last) day of(?![a-z])", (d, m) -> d.dayOfMonth(m.group(1).equals("first"))),
            form(RELATIVE + "[ \\t]+" + WEEKDAY + "[ \\t]+of(?![a-z])", (d, m) -> d.weekdayOfMonth(count(m.group(1)), weekday(m.group(2)))),
            form("back of ([0-9]{1,2})|front of ([0-9]{1,2})", (d, m) -> m.group(1) != null ? d.time(number(m, 1), 15, 0)
                    : d.time(number(m, 2) - 1, 45, 0)),
            form("\\(?([a-z]+(?:/[a-z_-]+)+(?:[+-][0-9]{1,2})?|[a-z]{1,6})\\)?", (d, m) -> zone(m.group(1)).map(d::zone).orElse(false)));

    private static DateForm form(String pattern, Effect effect) {
        return new DateForm(Pattern.compile(pattern), effect);
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        return digits.length() == 4 ? year : year < 70 ? 2000 + year : 1900 + year;
    }

    private static int month(String name) {
        return MONTHS.indexOf(name.substring(0, 3)) + 1;
    }

    private static int weekday(String name) {
        return DAYS.indexOf(name.substring(0, 3)) + 1;
    }

    /** next is 1, last -1, this 0, first 1, second 2 and so on. */
    private static int count(String word) {
        return switch (word) {
            case "next" -> 1;
            case "last", "previous" -> -1;
            case "this" -> 0;
            default -> ORDINALS.indexOf(word) + 1;
        };
    }

    private static boolean isoWeek(DateBuilder date, Matcher found) {
        int day = found.group(3) == null ? 1 : number(found, 3);
        LocalDate monday = LocalDate.of(number(found, 1), 1, 4).with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 1).minusDays(0);
        LocalDate result = monday.minusDays(monday.getDayOfWeek().getValue() - 1L).plusWeeks(number(found, 2) - 1L).plusDays(day - 1L);
        return date.date(result.getYear(), result.getMonthValue(), result.getDayOfMonth());
    }

    private static boolean meridian(DateBuilder date, Matcher found) {
        int hour = number(found, 1) % 12 + (found.group(4).equals("p") ? 12 : 0);
        return date.time(hour, found.group(2) == null ? 0 : number(found, 2), found.group(3) == null ? 0 : number(found, 3));
    }

    private static boolean offset(DateBuilder date, Matcher found) {
        String digits = found.group(2) + (found.group(3) == null ? "" : found.group(3));
        int hours = digits.length() <= 2 ? Integer.parseInt(digits) : Integer.parseInt(digits.substring(0, digits.length() - 2));
        int minutes = digits.length() <= 2 ? 0 : Integer.parseInt(digits.substring(digits.length() - 2));
        int total = (hours * 60 + minutes) * (found.group(1).equals("-") ? -1 : 1);
        return hours <= 18 && minutes < 60 && Math.abs(total) <= 18 * 60 && date.zone(ZoneOffset.ofTotalSeconds(total * 60));
    }

    private static boolean amount(DateBuilder date, Matcher found) {
        long amount = Long.parseLong(found.group(2));
        boolean minus = found.group(1).chars().filter(c -> c == '-').count() % 2 == 1;
        boolean ago = found.group(4) != null;
        return unit(date, minus != ago ? -amount : amount, found.group(3));
    }

    private static boolean relative(DateBuilder date, Matcher found) {
        int count = count(found.group(1));
        return unit(date, found.group(3) != null ? -count : count, found.group(2));
    }

    private static boolean unit(DateBuilder date, long amount, String unit) {
        if (unit.equals("weekday")) {
            return date.weekdays(amount);
        }
        if (DAYS.contains(unit) || unit.endsWith("day") && unit.length() > 3) {
            return date.weekday(weekday(unit), amount);
        }
        return date.add(amount, unit);
    }

    static Optional<ZoneId> zone(String name) {
        ZoneOffset offset = ABBREVIATIONS.get(name.toLowerCase(Locale.ROOT));
        if (offset != null) {
            return Optional.of(offset.getTotalSeconds() == 0 ? ZoneId.of("UTC") : offset);
        }
        try {
            return Optional.ofNullable(ZONES.get(name.toLowerCase(Locale.ROOT)));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
