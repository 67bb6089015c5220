package scriptorium.wikitext.lua.lib;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import scriptorium.wikitext.lua.Args;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaError;
import scriptorium.wikitext.lua.LuaTable;

/** The library {@code os}: the time, in UTC, and nothing else. */
final class Os {

    private Os() {}

    static LuaTable table(Lua lua) {
        Library os = Library.of(new LuaTable(lua));
        os.one("clock", (l, a) -> (System.nanoTime() & Long.MAX_VALUE >> 8) / 1e9);
        os.one("difftime", (l, a) -> a.number(0) - (a.get(1) == null ? 0 : a.number(1)));
        os.one("time", (l, a) -> a.get(0) == null ? (double) Instant.now().getEpochSecond() : seconds(a.table(0)));
        os.one("date", Os::date);
        return os.table();
    }

    private static double seconds(LuaTable parts) {
        long day = part(parts, "day", null);
        long month = part(parts, "month", null);
        long year = part(parts, "year", null);
        try {
            LocalDateTime time = LocalDateTime.of((int) year, 1, 1, 0, 0).plusMonths(month - 1).plusDays(day - 1)
                    .plusHours(part(parts, "hour", 12L)).plusMinutes(part(parts, "min", 0L)).plusSeconds(part(parts, "sec", 0L));
            return time.toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException outside) {
            throw new LuaError("time out of range");
        }
    }

    private static long part(LuaTable parts, String name, Long otherwise) {
        Object value = parts.get(name);
        Double number = scriptorium.wikitext.lua.Numbers.of(value);
        if (number == null) {
            if (otherwise == null) {
                throw new LuaError("field '" + name + "' missing in date table");
            }
            return otherwise;
        }
        return number.longValue();
    }

    private static Object date(Lua lua, Args a) {
        String format = a.string(0, "%c");
        ZonedDateTime time;
        try {
            time = Instant.ofEpochSecond(a.get(1) == null ? Instant.now().getEpochSecond() : (long) a.number(1)).atZone(ZoneOffset.UTC);
        } catch (DateTimeException outside) {
            return null;
        }
        String plain = format.startsWith("!") ? format.substring(1) : format;
        if (plain.startsWith("*t")) {
            LuaTable out = new LuaTable(lua);
            out.set("year", (double) time.getYear());
            out.set("month", (double) time.getMonthValue());
            out.set("day", (double) time.getDayOfMonth());
            out.set("hour", (double) time.getHour());
            out.set("min", (double) time.getMinute());
            out.set("sec", (double) time.getSecond());
            out.set("wday", (double) time.getDayOfWeek().getValue() % 7 + 1);
            out.set("yday", (double) time.getDayOfYear());
            out.set("isdst", Boolean.FALSE);
            return out;
        }
        return filled(plain, time);
    }

    private static String field(char kind, ZonedDateTime time) {
        return switch (kind) {
            case 'Y' -> String.valueOf(time.getYear());
            case 'y' -> two(time.getYear() % 100);
            case 'C' -> two(time.getYear() / 100);
            case 'G' -> String.valueOf(time.get(IsoFields.WEEK_BASED_YEAR));
            case 'g' -> two(time.get(IsoFields.WEEK_BASED_YEAR) % 100);
            case 'V' -> two(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'U' -> two((time.getDayOfYear() + 6 - time.getDayOfWeek().getValue() % 7) / 7);
            case 'W' -> two((time.getDayOfYear() + 7 - time.getDayOfWeek().getValue()) / 7);
            case 'm' -> two(time.getMonthValue());
            case 'd' -> two(time.getDayOfMonth());
            case 'e' -> blank(time.getDayOfMonth());
            case 'H' -> two(time.getHour());
            case 'k' -> blank(time.getHour());
            case 'I' -> two(time.get(ChronoField.CLOCK_HOUR_OF_AMPM));
            case 'l' -> blank(time.get(ChronoField.CLOCK_HOUR_OF_AMPM));
            case 'M' -> two(time.getMinute());
            case 'S' -> two(time.getSecond());
            case 's' -> String.valueOf(time.toEpochSecond());
            case 'p' -> time.getHour() < 12 ? "AM" : "PM";
            case 'P' -> time.getHour() < 12 ? "am" : "pm";
            case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'a' -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'B' -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b', 'h' -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'j' -> String.format(Locale.ROOT, "%03d", time.getDayOfYear());
            case 'u' -> String.valueOf(time.getDayOfWeek().getValue());
            case 'w' -> String.valueOf(time.getDayOfWeek().getValue() % 7);
            case 'Z' -> "GMT";
            case 'z' -> "+0000";
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            default -> combined(kind, time);
        };
    }

    private static String combined(char kind, ZonedDateTime time) {
        String parts = switch (kind) {
            case 'D', 'x' -> "%m/%d/%y";
            case 'F' -> "%Y-%m-%d";
            case 'T', 'X' -> "%H:%M:%S";
            case 'R' -> "%H:%M";
            case 'r' -> "%I:%M:%S %p";
            case 'c' -> "%a %b %e %H:%M:%S %Y";
            default -> "%%" + kind;
        };
        return filled(parts, time);
    }

    private static String filled(String format, ZonedDateTime time) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            out.append(c == '%' && i + 1 < format.length() ? field(format.charAt(++i), time) : String.valueOf(c));
        }
        return out.toString();
    }

    private static String blank(int number) {
        return number < 10 ? " " + number : String.valueOf(number);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : String.valueOf(number);
    }
}
