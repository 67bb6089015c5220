package scriptorium.wikitext.function.expr;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/** Arithmetic on numbers that are a {@link Long} or a {@link Double}; whole numbers turn into floating ones where they overflow. */
public final class Numbers {

    private static final int DIGITS = 14;

    private Numbers() {}

    /** As {@code %.14G} with a leading digit before the point of an exponent form: 0.33333333333333, 1.0E+25, INF, NAN. */
    public static String print(Number number) {
        if (number instanceof Long whole) {
            return whole.toString();
        }
        double value = number.doubleValue();
        if (Double.isNaN(value)) {
            return "NAN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "INF" : "-INF";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        return exponent >= -4 && exponent < DIGITS ? rounded.toPlainString() : scientific(rounded, exponent);
    }

    private static String scientific(BigDecimal value, int exponent) {
        String digits = value.unscaledValue().abs().toString();
        String mantissa = digits.charAt(0) + "." + (digits.length() > 1 ? digits.substring(1) : "0");
        return (value.signum() < 0 ? "-" : "") + mantissa + "E" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
    }

    /** The number that a run of digits and points begins with. */
    static Double leading(String digits) {
        int first = digits.indexOf('.');
        int second = first < 0 ? -1 : digits.indexOf('.', first + 1);
        String number = second < 0 ? digits : digits.substring(0, second);
        return number.equals(".") ? 0.0 : Double.parseDouble(number);
    }

    static Number negate(Number n) {
        return n instanceof Long l && l != Long.MIN_VALUE ? (Number) (-l) : (Number) (-n.doubleValue());
    }

    static Number add(Number a, Number b) {
        if (a instanceof Long x && b instanceof Long y) {
            long sum = x + y;
            if (((x ^ sum) & (y ^ sum)) >= 0) {
                return sum;
            }
        }
        return a.doubleValue() + b.doubleValue();
    }

    static Number times(Number a, Number b) {
        if (a instanceof Long x && b instanceof Long y) {
            BigInteger product = BigInteger.valueOf(x).multiply(BigInteger.valueOf(y));
            if (product.bitLength() < 64) {
                return product.longValue();
            }
        }
        return a.doubleValue() * b.doubleValue();
    }

    static Number divide(Number a, Number b) {
        if (b.doubleValue() == 0) {
            throw byZero();
        }
        if (a instanceof Long x && b instanceof Long y && y != -1 && x % y == 0) {
            return x / y;
        }
        return a.doubleValue() / b.doubleValue();
    }

    static Number modulo(Number a, Number b) {
        long divisor = whole(b);
        if (divisor == 0) {
            throw byZero();
        }
        return divisor == -1 ? 0L : whole(a) % divisor;
    }

    static Number remainder(Number a, Number b) {
        if (b.doubleValue() == 0) {
            throw byZero();
        }
        return a.doubleValue() % b.doubleValue();
    }

    static Number power(Number a, Number b) {
        if (a instanceof Long x && b instanceof Long y && y >= 0 && y < 64) {
            BigInteger power = BigInteger.valueOf(x).pow(y.intValue());
            if (power.bitLength() < 64) {
                return power.longValue();
            }
        }
        return Math.pow(a.doubleValue(), b.doubleValue());
    }

    /** Half away from zero, after the value was rounded to 15 digits so that 1.005 is taken for what it was meant to be. */
    static Number round(Number value, Number places) {
        double number = value.doubleValue();
        long scale = whole(places);
        if (Double.isNaN(number) || Double.isInfinite(number) || number == 0 || scale > 300) {
            return number;
        }
        if (scale < -310) {
            return 0.0;
        }
        BigDecimal meant = new BigDecimal(number).round(new MathContext(15, RoundingMode.HALF_UP));
        double rounded = meant.setScale((int) scale, RoundingMode.HALF_UP).doubleValue();
        return rounded == 0 && number < 0 ? -0.0 : rounded;
    }

    /** Cut to a whole number, modulo 2^64 as the reference's cast does. */
    static Long whole(Number n) {
        if (n instanceof Long l) {
            return l;
        }
        double value = n.doubleValue();
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return 0L;
        }
        return Math.abs(value) < 9.2e18 ? (long) value : new BigDecimal(value).toBigInteger().longValue();
    }

    static double within(String name, Number n) {
        double value = n.doubleValue();
        if (value < -1 || value > 1) {
            throw new ExpressionFault("The argument of " + name + " must lie between -1 and 1.");
        }
        return value;
    }

    static Number logarithm(Number n) {
        if (n.doubleValue() <= 0) {
            throw new ExpressionFault("The argument of ln must be greater than 0.");
        }
        return Math.log(n.doubleValue());
    }

    static Number root(Number n) {
        double root = Math.sqrt(n.doubleValue());
        if (Double.isNaN(root)) {
            throw new ExpressionFault("sqrt of this value is not a number.");
        }
        return root;
    }

    private static ExpressionFault byZero() {
        return new ExpressionFault("A number cannot be divided by zero.");
    }
}
