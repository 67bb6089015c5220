package scriptorium.wikitext.title;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Character references in titles: only those with a semicolon count, unknown names stay as they are. */
final class Entities {

    private static final Pattern REFERENCE = Pattern.compile("&(?:#([0-9]++)|#[xX]([0-9A-Fa-f]++)|([A-Za-z0-9]++));");

    private Entities() {}

    static String decode(String text) {
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(decoded(found)));
    }

    private static String decoded(java.util.regex.MatchResult found) {
        if (found.group(1) != null) {
            return character(found.group(1), 10);
        }
        if (found.group(2) != null) {
            return character(found.group(2), 16);
        }
        String character = org.jsoup.nodes.Entities.getByName(found.group(3));
        return character.isEmpty() ? found.group() : character;
    }

    private static String character(String digits, int radix) {
        int codePoint = digits.length() > 8 ? -1 : (int) Long.parseLong(digits, radix);
        boolean good = codePoint == '\t' || codePoint == '\n' || codePoint == '\r' || codePoint >= ' ' && codePoint < 0xD800
                || codePoint >= 0xE000 && codePoint < 0xFFFE || codePoint >= 0x10000 && codePoint <= 0x10FFFF;
        return good ? Character.toString(codePoint) : "\uFFFD";
    }
}
