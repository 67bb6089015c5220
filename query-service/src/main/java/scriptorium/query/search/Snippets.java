package scriptorium.query.search;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Lines of a wikitext around the words searched for, as HTML; and how many words it has. */
final class Snippets {

    private static final int LINES = 2;
    private static final int BEFORE = 75;
    private static final int BEHIND = 76;

    private Snippets() {}

    /** The first lines with a hit, each cut around its last one; empty when no line has any. */
    static String of(String text, List<String> words) {
        if (words.isEmpty()) {
            return "";
        }
        String any = words.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        Pattern hit = Pattern.compile("(?<![\\p{L}\\p{N}_])(?:" + any + ")(?![\\p{L}\\p{N}_])", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return text.lines().map(line -> line(line, hit)).filter(shown -> !shown.isEmpty()).limit(LINES).map(shown -> shown + "\n").collect(Collectors.joining());
    }

    private static String line(String line, Pattern hit) {
        Matcher found = hit.matcher(line);
        int start = -1;
        int end = -1;
        while (found.find()) {
            start = found.start();
            end = found.end();
        }
        if (start < 0) {
            return "";
        }
        String cut = line.substring(Math.max(0, start - BEFORE), Math.min(line.length(), end + BEHIND));
        StringBuilder html = new StringBuilder(start > BEFORE ? "..." : "");
        Matcher marks = hit.matcher(cut);
        int at = 0;
        while (marks.find()) {
            html.append(escape(cut.substring(at, marks.start()))).append("<span class=\"searchmatch\">").append(escape(marks.group())).append("</span>");
            at = marks.end();
        }
        return html.append(escape(cut.substring(at))).toString();
    }

    /** Runs of the letters A to Z, apostrophes and hyphens. */
    static int words(String text) {
        int count = 0;
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '\'' || c == '-';
            if (letter && !inWord) {
                count++;
            }
            inWord = letter;
        }
        return count;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#039;");
    }
}
