package scriptorium.wikitext.engine;

import java.util.regex.Pattern;
import scriptorium.wikitext.pass.Headings;

/** Blanks before double punctuation and inside guillemets do not break; what stands in tags is left alone. */
final class FrenchSpaces {

    private static final Pattern BLANK = Pattern.compile("(?<=\\S) (?=[?:;!%»›](?![\\p{L}\\p{N}_]))|(?<=[«‹]) ");

    private FrenchSpaces() {}

    static String apply(String text) {
        StringBuilder out = new StringBuilder(text.length() + 64);
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('<', at);
            int end = open < 0 ? text.length() : open;
            out.append(BLANK.matcher(text.substring(at, end)).replaceAll(String.valueOf(Headings.SOFT_BLANK)));
            if (open < 0) {
                break;
            }
            int close = text.indexOf('>', open);
            at = close < 0 ? text.length() : close + 1;
            out.append(text, open, at);
        }
        return out.toString();
    }
}
