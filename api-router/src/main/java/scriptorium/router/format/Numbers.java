package scriptorium.router.format;

import java.math.BigDecimal;

/** Fractions as PHP writes them: the shortest digits that mean the same number, never without a dot in JSON. */
final class Numbers {

    private Numbers() {}

    /** As JSON: {@code 1.0}, {@code 0.25}, {@code 1.0e+25}. */
    static String json(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "0";
        }
        String plain = plain(value);
        return plain.contains(".") || plain.contains("e") ? plain : plain + ".0";
    }

    /** As text: {@code 1}, {@code 0.25}. */
    static String plain(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        double size = Math.abs(value);
        if (size >= 1e-4 && size < 1e15) {
            return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
        }
        return Double.toString(value).replace("E-", "e-").replace("E", "e+");
    }
}
