package scriptorium.wikitext.pass;

import scriptorium.wikitext.text.AsciiSet;

/** Blanks before double punctuation and inside guillemets do not break, wherever text stands. */
public final class FrenchSpaces {

    private static final AsciiSet SOFTENS = AsciiSet.of("?:;!%");

    private FrenchSpaces() {}

    /** Whether the blank at a place is one of those; the text goes from one tag to the next. */
    public static boolean isSoft(CharSequence text, int blank, int from, int to) {
        if (blank > from && opens(text.charAt(blank - 1))) {
            return true;
        }
        return blank + 1 < to && follows(text.charAt(blank + 1)) && !(blank + 2 < to && word(Character.codePointAt(text, blank + 2)));
    }

    private static boolean opens(char c) {
        return c == '«' || c == '‹';
    }

    private static boolean follows(char c) {
        return SOFTENS.has(c) || c == '»' || c == '›';
    }

    /** A line of text or HTML with such blanks as characters that do not break. */
    static String soften(String line) {
        StringBuilder out = null;
        int from = 0;
        boolean inTag = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            inTag = c == '<' || inTag && c != '>';
            from = c == '>' ? i + 1 : from;
            if (c == ' ' && !inTag && isSoft(line, i, from, line.length())) {
                out = out == null ? new StringBuilder(line) : out;
                out.setCharAt(i, '\u00A0');
            }
        }
        return out == null ? line : out.toString();
    }

    private static boolean word(int c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
