package scriptorium.wikitext.pass;


/** Blanks before double punctuation and inside guillemets do not break; what stands in tags is left alone. */
public final class FrenchSpaces {

    private static final String AFTER = "?:;!%»›";
    private static final String BEFORE = "«‹";

    private FrenchSpaces() {}

    public static String apply(String text) {
        StringBuilder out = new StringBuilder(text.length() + 64);
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('<', at);
            int end = open < 0 ? text.length() : open;
            soften(text, at, end, out);
            if (open < 0) {
                break;
            }
            int close = text.indexOf('>', open);
            at = close < 0 ? text.length() : close + 1;
            out.append(text, open, at);
        }
        return out.toString();
    }

    private static void soften(String text, int from, int to, StringBuilder out) {
        int at = from;
        for (int blank = text.indexOf(' ', from, to); blank >= 0; blank = text.indexOf(' ', blank + 1, to)) {
            boolean before = blank > 0 && BEFORE.indexOf(text.charAt(blank - 1)) >= 0;
            boolean after = blank > 0 && !Character.isWhitespace(text.charAt(blank - 1)) && blank + 1 < to && AFTER.indexOf(text.charAt(blank + 1)) >= 0
                    && !(blank + 2 < to && word(text.codePointAt(blank + 2)));
            if (before || after) {
                out.append(text, at, blank).append(Headings.SOFT_BLANK);
                at = blank + 1;
            }
        }
        out.append(text, at, to);
    }

    private static boolean word(int c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
