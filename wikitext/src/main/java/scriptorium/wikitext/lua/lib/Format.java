package scriptorium.wikitext.lua.lib;

import scriptorium.wikitext.lua.Args;
import scriptorium.wikitext.lua.Lua;
import scriptorium.wikitext.lua.LuaError;
import scriptorium.wikitext.lua.Numbers;

/** {@code string.format}: C's rules. */
final class Format {

    private static final int MAX_WIDTH = 99;
    private static final int NEVER_CUT = 100;
    private static final String FLAGS = "-+ #0";

    private Format() {}

    static String format(Lua lua, Args a) {
        String format = a.string(0);
        StringBuilder out = new StringBuilder();
        int argument = 0;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            i++;
            if (i < format.length() && format.charAt(i) == '%') {
                out.append('%');
                continue;
            }
            if (++argument >= a.size()) {
                throw a.bad(argument, "no value");
            }
            int from = i;
            while (i < format.length() && FLAGS.indexOf(format.charAt(i)) >= 0) {
                i++;
            }
            if (i - from > FLAGS.length()) {
                throw new LuaError("invalid format (repeated flags)");
            }
            String flags = format.substring(from, i);
            int[] number = new int[1];
            i = digits(format, i, number);
            int width = number[0];
            int precision = -1;
            if (i < format.length() && format.charAt(i) == '.') {
                i = digits(format, i + 1, number);
                precision = number[0];
            }
            if (width > MAX_WIDTH || precision > MAX_WIDTH) {
                throw new LuaError("invalid format (width or precision too long)");
            }
            if (i >= format.length()) {
                throw new LuaError("invalid option '%" + format.substring(from) + "' to 'format'");
            }
            out.append(one(lua, format.charAt(i), flags, width, precision, a, argument));
        }
        return out.toString();
    }

    private static int digits(String format, int from, int[] number) {
        int i = from;
        number[0] = 0;
        while (i < format.length() && format.charAt(i) >= '0' && format.charAt(i) <= '9') {
            number[0] = Math.min(number[0] * 10 + format.charAt(i) - '0', 1000);
            i++;
        }
        return i;
    }

    private static String one(Lua lua, char kind, String flags, int width, int precision, Args a, int i) {
        switch (kind) {
            case 'd', 'i' -> {
                return padded(signed(whole(a.number(i)), flags), flags, width, precision, true);
            }
            case 'u', 'x', 'X', 'o' -> {
                long value = (long) a.number(i);
                String text = kind == 'o' ? Long.toOctalString(value) : kind == 'u' ? Long.toUnsignedString(value) : Long.toHexString(value);
                String prefix = flags.indexOf('#') >= 0 && value != 0 ? kind == 'o' ? "0" : kind == 'u' ? "" : "0x" : "";
                text = prefix + text;
                return padded(kind == 'X' ? text.toUpperCase(java.util.Locale.ROOT) : text, flags, width, precision, true);
            }
            case 'c' -> {
                return padded(String.valueOf((char) (a.integer(i) & 255)), flags.replace("0", ""), width, -1, false);
            }
            case 'e', 'E', 'f', 'F', 'g', 'G' -> {
                double number = a.number(i);
                int digits = precision < 0 ? 6 : precision;
                String text = kind == 'f' || kind == 'F' ? Numbers.fixed(number, digits) : kind == 'e' || kind == 'E' ? Numbers.exponential(number, digits)
                        : Numbers.general(number, digits, flags.indexOf('#') >= 0);
                boolean finite = !Double.isNaN(number) && !Double.isInfinite(number);
                if (finite && digits == 0 && flags.indexOf('#') >= 0 && text.indexOf('.') < 0 && text.indexOf('e') < 0) {
                    text += ".";
                }
                text = signed(text, flags);
                return padded(Character.isUpperCase(kind) ? text.toUpperCase(java.util.Locale.ROOT) : text, finite ? flags : flags.replace("0", ""), width, -1, true);
            }
            case 'q' -> {
                return quoted(a.string(i));
            }
            case 's' -> {
                String text = a.string(i);
                int zero = precision < 0 && text.length() >= NEVER_CUT ? -1 : text.indexOf('\0');
                text = zero < 0 ? text : text.substring(0, zero);
                return padded(precision >= 0 && precision < text.length() ? text.substring(0, precision) : text, flags.replace("0", ""), width, -1, false);
            }
            default -> throw new LuaError("invalid option '%" + kind + "' to 'format'");
        }
    }

    private static String whole(double number) {
        return Math.abs(number) < 9.2e18 ? Long.toString((long) number) : Double.isNaN(number) ? "-9223372036854775808"
                : number > 0 ? "9223372036854775807" : "-9223372036854775808";
    }

    private static String signed(String text, String flags) {
        return text.startsWith("-") ? text : flags.indexOf('+') >= 0 ? "+" + text : flags.indexOf(' ') >= 0 ? " " + text : text;
    }

    private static String padded(String written, String flags, int width, int precision, boolean number) {
        String text = written;
        int sign = number && !text.isEmpty() && "+- ".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
        if (precision > text.length() - sign) {
            text = text.substring(0, sign) + "0".repeat(precision - (text.length() - sign)) + text.substring(sign);
        }
        int missing = width - text.length();
        if (missing <= 0) {
            return text;
        }
        if (flags.indexOf('-') >= 0) {
            return text + " ".repeat(missing);
        }
        return number && flags.indexOf('0') >= 0 && precision < 0 ? text.substring(0, sign) + "0".repeat(missing) + text.substring(sign) : " ".repeat(missing) + text;
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\\n");
                case '\r' -> out.append("\\r");
                case '\0' -> out.append("\\000");
                default -> out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
