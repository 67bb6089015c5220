package scriptorium.wikitext.function.parserfunctions;

import java.util.regex.Pattern;

/** Equality of texts where numbers are equal whatever their spelling: 01 is 1, 1e3 is 1000. */
final class LooseEquality {

    private static final Pattern NUMBER = Pattern.compile("[ \\t\\n\\r]*+[+-]?(?:[0-9]++(?:\\.[0-9]*+)?|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?[ \\t\\n\\r]*+");

    private LooseEquality() {}

    static boolean equal(String a, String b) {
        if (a.equals(b)) {
            return true;
        }
        if (!startsNumber(a) || !startsNumber(b) || !NUMBER.matcher(a).matches() || !NUMBER.matcher(b).matches()) {
            return false;
        }
        Number left = number(a.strip());
        Number right = number(b.strip());
        if (left instanceof Long x && right instanceof Long y) {
            return x.equals(y);
        }
        boolean bothTooLong = isWhole(a.strip()) && isWhole(b.strip()) && left instanceof Double && right instanceof Double;
        boolean infinite = Double.isInfinite(left.doubleValue()) && Double.isInfinite(right.doubleValue());
        return !bothTooLong && !infinite && left.doubleValue() == right.doubleValue();
    }

    private static boolean startsNumber(String text) {
        return !text.isEmpty() && text.length() < 400 && "0123456789+-. \t\n\r".indexOf(text.charAt(0)) >= 0;
    }

    private static boolean isWhole(String text) {
        return text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    }

    private static Number number(String text) {
        if (isWhole(text)) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException tooLong) {
                return Double.parseDouble(text);
            }
        }
        return Double.parseDouble(text);
    }
}
