package scriptorium.wikitext.language;

import java.util.Locale;
import java.util.Set;

/** Makes a text harmless as wikitext: what would be read as markup becomes a character reference. */
public final class WikitextEscape {

    private static final String ANYWHERE = "\"&'<=>[]{|};";
    private static final String AT_LINE_START = "*#:!+- \t\n\r";
    private static final Set<String> PROTOCOLS_WITHOUT_SLASHES = Set.of(
            "bitcoin", "geo", "magnet", "mailto", "matrix", "news", "sip", "sips", "sms", "tel", "urn", "xmpp");

    private WikitextEscape() {}

    /** @param magicLinks whether RFC, PMID and ISBN numbers become links on this wiki */
    public static String escape(String text, boolean magicLinks) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        int last = text.length() - 1;
        for (int i = 0; i <= last; i++) {
            char c = text.charAt(i);
            if (ANYWHERE.indexOf(c) >= 0 || isMarkup(text, i, c, out) || magicLinks && c == ' ' && afterMagicWord(text, i)) {
                out.append("&#").append((int) c).append(';');
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isMarkup(String text, int i, char c, StringBuilder out) {
        int last = text.length() - 1;
        boolean lineStart = i == 0 || text.charAt(i - 1) == '\n';
        return switch (c) {
            case '~' -> i == 0 || i == last || endsWith(out, "~~");
            case '_' -> i == 0 || i == last || endsWith(out, "_");
            case ':' -> i == 0 || lineStart || text.startsWith("//", i + 1) || afterProtocol(text, i);
            case '!' -> lineStart || text.startsWith("!", i + 1) && !endsWith(out, "&#33;");
            case '\n' -> lineStart && i > 0;
            case '-' -> i == 0 || lineStart && text.startsWith("---", i + 1);
            default -> lineStart && AT_LINE_START.indexOf(c) >= 0;
        };
    }

    private static boolean endsWith(StringBuilder out, String end) {
        return out.length() >= end.length() && out.substring(out.length() - end.length()).equals(end);
    }

    private static boolean afterProtocol(String text, int colon) {
        int from = colon;
        while (from > 0 && colon - from < 10 && Character.isLetter(text.charAt(from - 1))) {
            from--;
        }
        return PROTOCOLS_WITHOUT_SLASHES.contains(text.substring(from, colon).toLowerCase(Locale.ROOT));
    }

    private static boolean afterMagicWord(String text, int blank) {
        return text.startsWith("RFC", blank - 3) || text.startsWith("PMID", blank - 4) || text.startsWith("ISBN", blank - 4);
    }

    /** The five characters that HTML needs escaped; existing references are escaped again. */
    public static String html(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#039;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
