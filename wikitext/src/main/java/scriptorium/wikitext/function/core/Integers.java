package scriptorium.wikitext.function.core;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole numbers in arguments. */
public final class Integers {

    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]{1,30}+(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?[0-9]{1,3}+)?+");

    private Integers() {}

    /** The whole part of the number a text begins with, 0 when it begins with none; never out of range. */
    public static int leading(String text) {
        Matcher number = NUMBER.matcher(text);
        double value = number.lookingAt() ? Double.parseDouble(number.group()) : 0;
        return Double.isInfinite(value) ? 0 : (int) value;
    }

    /** Whether the whole text is a number, and that zero. */
    static boolean isZero(String text) {
        return NUMBER.matcher(text).matches() && Double.parseDouble(text) == 0;
    }
}
