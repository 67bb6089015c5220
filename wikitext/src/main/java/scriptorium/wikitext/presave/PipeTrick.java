package scriptorium.wikitext.presave;

import java.util.List;

/** Fills in the label of {@code [[Page (context)|]]} and the context of {@code [[|Page]]}. One pass over the text, no backtracking. */
public final class PipeTrick {

    private static final List<String> COMMAS = List.of(", ", "\uFF0C", "\u060C ");

    private PipeTrick() {}

    /** @param pageTitle text of the title of the page that is saved, without its namespace, with blanks */
    public static String apply(String text, String pageTitle) {
        if (!text.contains("|")) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 64);
        Context context = null;
        int copied = 0;
        int open = text.indexOf("[[");
        while (open >= 0) {
            int from = open + 2;
            int end = from;
            while (end < text.length() && isLegal(text.charAt(end))) {
                end++;
            }
            if (end > from && text.startsWith("|]]", end)) {
                String link = text.substring(from, end);
                out.append(text, copied, from).append(link).append('|').append(label(link)).append("]]");
                copied = end + 3;
            } else if (end == from && text.startsWith("|", end)) {
                int close = end + 1;
                while (close < text.length() && isLegal(text.charAt(close))) {
                    close++;
                }
                if (close > end + 1 && text.startsWith("]]", close)) {
                    context = context == null ? Context.of(pageTitle) : context;
                    out.append(text, copied, from).append(context.link(text.substring(end + 1, close))).append("]]");
                    copied = close + 2;
                }
                end = close;
            }
            open = text.indexOf("[[", Math.max(copied, end > from ? end : open + 1));
        }
        return out.append(text, copied, text.length()).toString();
    }

    private static boolean isLegal(char c) {
        return c >= ' ' && c != 0x7F && "#<>[]{}|".indexOf(c) < 0;
    }

    private static boolean isNamespaceCharacter(char c) {
        return c == ' ' || c == '_' || c == '-' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= 0x80;
    }

    /** Where the part after the namespace begins: 0 when there is none. */
    private static int prefixEnd(String link) {
        int at = link.startsWith(":") ? 1 : 0;
        int from = at;
        while (at < link.length() && isNamespaceCharacter(link.charAt(at))) {
            at++;
        }
        boolean named = at > from && at < link.length() && link.charAt(at) == ':' && at + 1 < link.length();
        return named ? at + 1 : link.startsWith(":") && link.length() > 1 ? 1 : 0;
    }

    static String label(String link) {
        int longest = prefixEnd(link);
        int[] prefixes = longest > 1 && link.startsWith(":") ? new int[] {longest, 1, 0} : longest > 0 ? new int[] {longest, 0}
                : new int[] {0};
        for (char[] brackets : new char[][] {{'(', ')'}, {'\uFF08', '\uFF09'}}) {
            for (int prefix : prefixes) {
                int end = beforeBrackets(link.substring(prefix), brackets[0], brackets[1]);
                if (end > 0) {
                    return link.substring(prefix, prefix + end);
                }
            }
        }
        String rest = link.substring(longest);
        return rest.substring(0, beforeComma(rest));
    }

    /** Length of the page's name before a bracket that closes at the very end; 0 when there is none. */
    private static int beforeBrackets(String rest, char open, char close) {
        if (rest.isEmpty() || rest.charAt(rest.length() - 1) != close) {
            return 0;
        }
        int at = rest.indexOf(open, 1);
        if (at < 0 || at + 1 >= rest.length() - 1) {
            return 0;
        }
        return at > 1 && rest.charAt(at - 1) == ' ' ? at - 1 : at;
    }

    /** Length of the name before a comma, or before brackets that a comma follows. */
    private static int beforeComma(String rest) {
        int comma = -1;
        int afterBracket = -1;
        for (int i = 1; i < rest.length(); i++) {
            for (String separator : COMMAS) {
                if (rest.startsWith(separator, i) && i + separator.length() < rest.length()) {
                    comma = comma < 0 ? i : comma;
                    afterBracket = rest.charAt(i - 1) == ')' ? i - 1 : afterBracket;
                }
            }
        }
        int bracket = rest.indexOf('(', 1);
        if (bracket > 0 && bracket + 1 < afterBracket && (comma < 0 || bracket < comma)) {
            return bracket > 1 && rest.charAt(bracket - 1) == ' ' ? bracket - 1 : bracket;
        }
        return comma < 0 ? rest.length() : comma;
    }

    /** What a page lends to {@code [[|Page]]}: namespace, and brackets or what follows the first comma. */
    private record Context(String prefix, String suffix) {

        static Context of(String title) {
            int end = prefixEnd(title);
            String prefix = title.startsWith(":") ? "" : title.substring(0, end);
            String rest = title.substring(prefix.length());
            int bracket = rest.indexOf(" (", 1);
            if (bracket > 0 && rest.endsWith(")") && bracket + 3 < rest.length()) {
                return new Context(prefix, rest.substring(bracket));
            }
            int comma = rest.indexOf(", ", 1);
            return new Context(prefix, comma > 0 && comma + 2 < rest.length() ? rest.substring(comma) : "");
        }

        String link(String page) {
            return prefix.isEmpty() && suffix.isEmpty() ? page : prefix + page + suffix + "|" + page;
        }
    }
}
