package scriptorium.wikitext.function.core;

/** Whole numbers in arguments. */
public final class Integers {

    private Integers() {}

    /** The number a text begins with, 0 when it begins with none; never out of range. */
    public static int leading(String text) {
        int at = 0;
        boolean minus = !text.isEmpty() && text.charAt(0) == '-';
        if (minus || !text.isEmpty() && text.charAt(0) == '+') {
            at = 1;
        }
        long value = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9' && value <= Integer.MAX_VALUE) {
            value = value * 10 + text.charAt(at++) - '0';
        }
        return (int) Math.min(Integer.MAX_VALUE, value) * (minus ? -1 : 1);
    }
}
