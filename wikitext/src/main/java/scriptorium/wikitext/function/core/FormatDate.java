package scriptorium.wikitext.function.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.language.Language;
import scriptorium.wikitext.language.Languages;

/** {@code #formatdate}: a date in one of four orders is written in another. Month names are English. */
final class FormatDate {

    /** A date as it was written: year absent for one that comes back each year, astronomical (0 is 1 BC). */
    private record Day(Optional<Integer> year, int month, int day, String order) {}

    private static final Language ENGLISH = Languages.of("en");
    private static final String MONTH = "([A-Za-z]{3,9})";
    private static final String YEAR = "([0-9]{1,4}(?:[ _]BC)?)";
    private static final Pattern DMY = Pattern.compile("([0-9]{1,2})[ _]" + MONTH + "(?: *,? *" + YEAR + ")?");
    private static final Pattern MDY = Pattern.compile(MONTH + "[ _]([0-9]{1,2})(?: *,? *" + YEAR + ")?");
    private static final Pattern YMD = Pattern.compile(YEAR + "(?: *,? *|[ _])" + MONTH + "[ _]([0-9]{1,2})");
    private static final Pattern ISO = Pattern.compile("(-?[0-9]{4})-([0-9]{2})-([0-9]{2})");

    private FormatDate() {}

    static List<Definition> all() {
        return List.of(Definition.function("#formatdate", FormatDate::format), Definition.function("#dateformat", FormatDate::format));
    }

    private static String format(Call call) {
        String text = call.argument(0);
        return read(text).map(day -> write(day, call.argument(1))).orElse(text);
    }

    private static Optional<Day> read(String text) {
        Matcher found = DMY.matcher(text);
        if (found.matches()) {
            return day(found.group(3), found.group(2), found.group(1), "dmy");
        }
        found = MDY.matcher(text);
        if (found.matches()) {
            return day(found.group(3), found.group(1), found.group(2), "mdy");
        }
        found = YMD.matcher(text);
        if (found.matches()) {
            return day(found.group(1), found.group(2), found.group(3), "ymd");
        }
        found = ISO.matcher(text);
        if (found.matches() && Integer.parseInt(found.group(2)) >= 1 && Integer.parseInt(found.group(2)) <= 12) {
            return Optional.of(new Day(Optional.of(Integer.parseInt(found.group(1))), Integer.parseInt(found.group(2)),
                    Integer.parseInt(found.group(3)),
                    "ISO 8601"));
        }
        return Optional.empty();
    }

    private static Optional<Day> day(String year, String month, String day, String order) {
        int number = months().indexOf(month.toLowerCase(Locale.ROOT));
        if (number < 0) {
            return Optional.empty();
        }
        Optional<Integer> which = Optional.ofNullable(year).map(y -> y.endsWith("BC") ? 1 - Integer.parseInt(y.substring(0,
                y.length() - 3)) : Integer.parseInt(y));
        return Optional.of(new Day(which, number % 12 + 1, Integer.parseInt(day), order));
    }

    private static List<String> months() {
        List<String> names = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            names.add(ENGLISH.month(month).toLowerCase(Locale.ROOT));
        }
        for (int month = 1; month <= 12; month++) {
            names.add(ENGLISH.monthShort(month).toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private static String write(Day day, String wanted) {
        String order = List.of("dmy", "mdy", "ymd", "ISO 8601").contains(wanted) ? wanted : day.order();
        boolean yearly = day.year().isEmpty();
        order = yearly && !order.equals("dmy") && !order.equals("mdy") ? day.order() : order;
        String iso = day.year().map(FormatDate::isoYear).orElse("") + two(day.month()) + "-" + two(day.day());
        String month = ENGLISH.month(day.month());
        String year = day.year().map(y -> y <= 0 ? 1 - y + " BC" : String.valueOf(y)).orElse("");
        String text = switch (order) {
            case "dmy" -> day.day() + " " + month + (yearly ? "" : " " + year);
            case "mdy" -> month + " " + day.day() + (yearly ? "" : ", " + year);
            case "ymd" -> year + " " + month + " " + day.day();
            default -> iso;
        };
        return "<span class=\"mw-formatted-date\" title=\"" + iso + "\">" + text + "</span>";
    }

    private static String isoYear(int year) {
        return String.format(Locale.ROOT, year < 0 ? "-%04d-" : "%04d-", Math.abs(year));
    }

    private static String two(int value) {
        return value < 10 ? "0" + value : String.valueOf(value);
    }
}
