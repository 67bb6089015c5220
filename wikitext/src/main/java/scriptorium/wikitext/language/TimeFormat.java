package scriptorium.wikitext.language;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Formats a time by the one-letter codes of {@code #time}. */
public final class TimeFormat {

    private final Language language;

    public TimeFormat(Language language) {
        this.language = language;
    }

    public String format(String format, ZonedDateTime time) {
        StringBuilder out = new StringBuilder(format.length() * 2);
        Numerals numerals = new Numerals(language);
        int at = 0;
        while (at < format.length()) {
            String code = code(format, at);
            at += code.length();
            switch (code) {
                case "xx" -> out.append('x');
                case "xn" -> numerals.rawOnce();
                case "xN" -> numerals.toggleRaw();
                case "xr" -> numerals.romanOnce();
                case "xh" -> numerals.hebrewOnce();
                case "\\" -> {
                    if (at < format.length()) {
                        out.append(format.charAt(at++));
                    } else {
                        out.append('\\');
                    }
                }
                case "\"" -> {
                    int close = format.indexOf('"', at);
                    out.append(close < 0 ? "\"" : format.substring(at, close));
                    at = close < 0 ? at : close + 1;
                }
                default -> append(out, code, time, numerals);
            }
        }
        return out.toString();
    }

    private static String code(String format, int at) {
        char first = format.charAt(at);
        if (first != 'x' || at + 1 >= format.length()) {
            return String.valueOf(first);
        }
        char second = format.charAt(at + 1);
        int length = "ijkmot".indexOf(second) >= 0 && at + 2 < format.length() ? 3 : 2;
        return format.substring(at, at + length);
    }

    private void append(StringBuilder out, String code, ZonedDateTime time, Numerals numerals) {
        String number = number(code, time);
        if (!number.isEmpty()) {
            out.append(numerals.write(number));
            return;
        }
        out.append(text(code, time));
    }

    private static String two(int value) {
        return value < 10 ? "0" + value : String.valueOf(value);
    }

    private String number(String code, ZonedDateTime t) {
        int hour12 = t.getHour() % 12 == 0 ? 12 : t.getHour() % 12;
        return switch (code) {
            case "d" -> two(t.getDayOfMonth());
            case "j" -> String.valueOf(t.getDayOfMonth());
            case "N" -> String.valueOf(t.getDayOfWeek().getValue());
            case "w" -> String.valueOf(t.getDayOfWeek().getValue() % 7);
            case "z" -> String.valueOf(t.getDayOfYear() - 1);
            case "W" -> two(t.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case "m" -> two(t.getMonthValue());
            case "n" -> String.valueOf(t.getMonthValue());
            case "t" -> String.valueOf(YearMonth.from(t).lengthOfMonth());
            case "L" -> t.toLocalDate().isLeapYear() ? "1" : "0";
            case "o" -> String.valueOf(t.get(IsoFields.WEEK_BASED_YEAR));
            case "Y" -> String.format(Locale.ROOT, "%04d", t.getYear());
            case "y" -> two(Math.floorMod(t.getYear(), 100));
            case "g" -> String.valueOf(hour12);
            case "h" -> two(hour12);
            case "G" -> String.valueOf(t.getHour());
            case "H" -> two(t.getHour());
            case "i" -> two(t.getMinute());
            case "s" -> two(t.getSecond());
            case "U" -> String.valueOf(t.toEpochSecond());
            case "Z" -> String.valueOf(t.getOffset().getTotalSeconds());
            case "I" -> t.getZone().getRules().isDaylightSavings(t.toInstant()) ? "1" : "0";
            case "xkY" -> String.valueOf(t.getYear() + 543);
            case "xoY" -> String.valueOf(t.getYear() - 1911);
            default -> code.length() == 3 ? OtherCalendars.number(code, t) : "";
        };
    }

    private String text(String code, ZonedDateTime t) {
        int day = t.getDayOfWeek().getValue() % 7;
        return switch (code) {
            case "D" -> language.dayShort(day);
            case "l" -> language.day(day);
            case "F" -> language.month(t.getMonthValue());
            case "xg" -> language.monthGenitive(t.getMonthValue());
            case "M" -> language.monthShort(t.getMonthValue());
            case "a" -> t.getHour() < 12 ? "am" : "pm";
            case "A" -> t.getHour() < 12 ? "AM" : "PM";
            case "e" -> t.getZone().getId().equals("Z") ? "UTC" : t.getZone().getId();
            case "T" -> isUtc(t) ? "UTC" : t.getZone().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case "O" -> DateTimeFormatter.ofPattern("xx", Locale.ROOT).format(t);
            case "P" -> DateTimeFormatter.ofPattern("xxx", Locale.ROOT).format(t);
            case "c" -> DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).format(t);
            case "r" -> DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss xx", Locale.ENGLISH).format(t);
            case "xtY" -> OtherCalendars.japaneseYear(LocalDate.from(t));
            default -> code.length() == 3 ? OtherCalendars.text(code, t, language) : code.length() == 2 ? code.substring(1) : code;
        };
    }

    private static boolean isUtc(ZonedDateTime t) {
        String id = t.getZone().getId();
        return id.equals("Z") || id.equals("UTC");
    }
}
