package scriptorium.wikitext.text;

/**
 * Characters that no page may hold. The engine writes its own marks with some of them (U+0001 to U+0005 and U+007F), so none may come from outside:
 * from a page, from a script, or out of a character reference.
 */
public final class ControlCharacters {

    /** Those below the blank that are no tabs nor ends of lines and pages, and U+007F. */
    private static final AsciiSet BAD = new AsciiSet(0xFFFF_FFFFL & ~(1L << '\t' | 1L << '\n' | 1L << '\f' | 1L << '\r'), 1L << 0x7F);

    private ControlCharacters() {}

    /** The text without control characters other than tabs and ends of lines and pages, and U+FFFD for U+0000. */
    public static String without(String text) {
        return without(text, false);
    }

    /** The same, but what was put away may still be put back: for what scripts give, which may hold such marks by right. */
    public static String withoutAllButStripped(String text) {
        return without(text, true);
    }

    private static String without(String text, boolean stripped) {
        int first = 0;
        while (first < text.length() && !bad(text.charAt(first), stripped)) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                out.append('\uFFFD');
            } else if (!bad(c, stripped)) {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean bad(char c, boolean stripped) {
        return BAD.has(c) && !(stripped && (c == '\u0001' || c == '\u007F'));
    }
}
