package scriptorium.wikitext.lua;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers from text and back, as C writes them. */
public final class Numbers {

    private static final int SHOWN_DIGITS = 14;
    private static final double EXACT = 1e14;
    private static final int MAX_LENGTH = 400;
    private static final BigInteger MODULUS = BigInteger.TWO.pow(64);
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(?:[0-9]++\\.?+[0-9]*+|\\.[0-9]++)(?:[eE][-+]?[0-9]++)?");
    private static final Pattern HEX = Pattern.compile("[-+]?0[xX](?:[0-9a-fA-F]++\\.?+[0-9a-fA-F]*+|\\.[0-9a-fA-F]++)([pP][-+]?[0-9]++)?");
    private static final double NAN = Double.longBitsToDouble(0xFFF8_0000_0000_0000L);

    private Numbers() {}

    /** The number that a value is or can be read as, null when there is none. */
    public static Double of(Object value) {
        return value instanceof Double number ? number : value instanceof String text ? parse(text) : null;
    }

    /** As C's {@code strtod} reads it, in the locale C; null when there is anything else. */
    public static Double parse(String written) {
        String text = trimmed(written, 0);
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return null;
        }
        int sign = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        char first = sign < text.length() ? text.charAt(sign) : ' ';
        if (!(first >= '0' && first <= '9' || first == '.')) {
            return named(text.substring(sign).toLowerCase(Locale.ROOT), text.charAt(0) == '-');
        }
        boolean hex = text.startsWith("0x", sign) || text.startsWith("0X", sign);
        try {
            if (!hex) {
                return DECIMAL.matcher(text).matches() ? Double.valueOf(text) : null;
            }
            Matcher parts = HEX.matcher(text);
            return parts.matches() ? Double.valueOf(parts.group(1) == null ? text + "p0" : text) : null;
        } catch (NumberFormatException none) {
            return null;
        }
    }

    /** Without blanks around; a zero byte ends a text of C. */
    private static String trimmed(String written, int from) {
        int end = written.indexOf('\0');
        end = end < 0 ? written.length() : end;
        int start = from;
        while (start < end && isBlank(written.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(written.charAt(end - 1))) {
            end--;
        }
        return written.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private static Double named(String word, boolean negative) {
        return switch (word) {
            case "inf", "infinity" -> negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            case "nan" -> negative ? NAN : Double.NaN;
            default -> null;
        };
    }

    /** As C's {@code strtoul} reads it: what is negative is counted from the end. */
    public static Double parse(String written, int base) {
        String text = trimmed(written, 0).toLowerCase(Locale.ROOT);
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        if (base == 16 && digits.startsWith("0x") && digits.length() > 2) {
            digits = digits.substring(2);
        }
        if (digits.isEmpty() || digits.length() > MAX_LENGTH || digits.chars().anyMatch(c -> c > 'z' || Character.digit(c, base) < 0)) {
            return null;
        }
        BigInteger value = new BigInteger(digits, base);
        if (value.compareTo(MODULUS) >= 0) {
            return MODULUS.doubleValue();
        }
        return (negative && value.signum() > 0 ? MODULUS.subtract(value) : value).doubleValue();
    }

    public static String text(double number) {
        if (number == Math.rint(number) && Math.abs(number) < EXACT) {
            return number == 0 && 1 / number < 0 ? "-0" : Long.toString((long) number);
        }
        return general(number, SHOWN_DIGITS, false);
    }

    public static String special(double number) {
        return Double.isNaN(number) ? Double.doubleToRawLongBits(number) < 0 ? "-nan" : "nan" : number > 0 ? "inf" : "-inf";
    }

    /** What an operation makes that has no result, as the processors do: an operand that is none either, or else one with a sign. */
    static double notANumber(double x, double y) {
        return Double.isNaN(x) ? x : Double.isNaN(y) ? y : NAN;
    }

    static double negative(double number) {
        return Double.isNaN(number) ? Double.longBitsToDouble(Double.doubleToRawLongBits(number) ^ Long.MIN_VALUE) : -number;
    }

    /** C's {@code %g}. */
    public static String general(double number, int digits, boolean keepZeros) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return special(number);
        }
        int precision = Math.max(1, digits);
        if (number == 0) {
            return (1 / number < 0 ? "-0" : "0") + (keepZeros && precision > 1 ? "." + "0".repeat(precision - 1) : "");
        }
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(precision, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String text;
        if (exponent < -4 || exponent >= precision) {
            text = exponential(number, precision - 1);
            if (!keepZeros) {
                int e = text.indexOf('e');
                text = trimmed(text.substring(0, e)) + text.substring(e);
            }
            return text;
        }
        text = rounded.setScale(Math.max(0, precision - 1 - exponent), RoundingMode.HALF_EVEN).toPlainString();
        return keepZeros ? text : trimmed(text);
    }

    private static String trimmed(String text) {
        return text.indexOf('.') < 0 ? text : text.replaceFirst("\\.?0+$", "");
    }

    /** C's {@code %e}. */
    public static String exponential(double number, int digits) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return special(number);
        }
        if (number == 0) {
            return (1 / number < 0 ? "-0" : "0") + (digits > 0 ? "." + "0".repeat(digits) : "") + "e+00";
        }
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.movePointLeft(exponent).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    /** C's {@code %f}. */
    public static String fixed(double number, int digits) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return special(number);
        }
        String text = new BigDecimal(number).setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
        return number < 0 && !text.startsWith("-") || number == 0 && 1 / number < 0 ? "-" + text : text;
    }
}
