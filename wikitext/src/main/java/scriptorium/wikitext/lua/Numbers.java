package scriptorium.wikitext.lua;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers from text and back, as C writes them. */
public final class Numbers {

    private static final int SHOWN_DIGITS = 14;
    private static final double EXACT = 1e14;
    private static final double NAN = Double.longBitsToDouble(0xFFF8_0000_0000_0000L);

    private Numbers() {}

    /** The number that a value is or can be read as, null when there is none. */
    public static Double of(Object value) {
        return value instanceof Double number ? number : value instanceof String text ? parse(text) : null;
    }

    public static Double parse(String written) {
        String text = written.strip();
        if (text.isEmpty() || text.length() > 400) {
            return null;
        }
        int sign = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
        if (text.startsWith("0x", sign) || text.startsWith("0X", sign)) {
            return hex(text, sign);
        }
        boolean digit = false;
        for (int i = sign; i < text.length(); i++) {
            char c = text.charAt(i);
            digit |= c >= '0' && c <= '9';
            boolean exponent = (c == 'e' || c == 'E') && digit;
            boolean signed = (c == '-' || c == '+') && i > sign && (text.charAt(i - 1) == 'e' || text.charAt(i - 1) == 'E');
            if (!(c >= '0' && c <= '9' || c == '.' || exponent || signed)) {
                return null;
            }
        }
        if (!digit) {
            return null;
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException none) {
            return null;
        }
    }

    private static Double hex(String text, int sign) {
        double value = 0;
        if (text.length() == sign + 2) {
            return null;
        }
        for (int i = sign + 2; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return null;
            }
            value = value * 16 + digit;
        }
        return text.charAt(0) == '-' ? -value : value;
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
