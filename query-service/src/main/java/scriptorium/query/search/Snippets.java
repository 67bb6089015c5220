package scriptorium.query.search;

import java.util.List;
import java.util.Locale;

/** Pieces of text around the words searched for, as HTML. */
final class Snippets {

    private Snippets() {}

    static String of(String body, List<String> words, int length) {
        String lower = body.toLowerCase(Locale.ROOT);
        int first = lower.length() == body.length() ? firstHit(lower, words) : -1;
        int from = Math.max(0, first < 0 ? 0 : first - length / 3);
        while (from > 0 && from < body.length() && !Character.isWhitespace(body.charAt(from - 1))) {
            from--;
        }
        int to = Math.min(body.length(), from + length);
        return marked(body, lower, words, from, to, lower.length() == body.length());
    }

    private static int firstHit(String lower, List<String> words) {
        int best = -1;
        for (String word : words) {
            int at = lower.indexOf(word);
            if (at >= 0 && (best < 0 || at < best)) {
                best = at;
            }
        }
        return best;
    }

    private static String marked(String body, String lower, List<String> words, int from, int to, boolean marks) {
        StringBuilder html = new StringBuilder();
        int at = from;
        while (at < to) {
            String hit = marks ? hit(lower, words, at, to) : "";
            if (hit.isEmpty()) {
                escape(html, body.charAt(at));
                at++;
            } else {
                html.append("<span class=\"searchmatch\">");
                for (int i = at; i < at + hit.length(); i++) {
                    escape(html, body.charAt(i));
                }
                html.append("</span>");
                at += hit.length();
            }
        }
        return html.toString();
    }

    private static String hit(String lower, List<String> words, int at, int to) {
        if (at > 0 && Character.isLetterOrDigit(lower.charAt(at - 1))) {
            return "";
        }
        for (String word : words) {
            int end = at + word.length();
            if (end <= to && lower.startsWith(word, at) && (end == lower.length() || !Character.isLetterOrDigit(lower.charAt(end)))) {
                return word;
            }
        }
        return "";
    }

    private static void escape(StringBuilder html, char c) {
        switch (c) {
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '&' -> html.append("&amp;");
            case '"' -> html.append("&quot;");
            default -> html.append(c);
        }
    }
}
