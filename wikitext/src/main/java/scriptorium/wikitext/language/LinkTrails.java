package scriptorium.wikitext.language;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.text.TextBuffer;

/** Which letters around a link join its label: those after it in most languages, those before it in a few. */
public final class LinkTrails {

    private static final String LETTERS = "[a-z]+";
    private static final LinkTrails USUAL = new LinkTrails(LETTERS, "");
    private static final Map<String, LinkTrails> ALL = LanguageFile.byCode("link-trails.tsv", row -> new LinkTrails(row[1], row.length > 2 ? row[2] : ""));

    private final String behind;
    private final String before;
    /** Null where nothing joins, or but letters from a to z. */
    private final Pattern trail;
    /** Null where nothing joins. */
    private final Pattern prefix;

    private LinkTrails(String behind, String before) {
        this.behind = behind;
        this.before = before;
        trail = behind.isEmpty() || behind.equals(LETTERS) ? null : Pattern.compile(behind);
        prefix = before.isEmpty() ? null : Pattern.compile("[" + before + "]+");
    }

    /** Of a language; of the one that it is a variant of, when it is not known by itself. */
    public static LinkTrails of(String language) {
        return LanguageFile.find(ALL, language).orElse(USUAL);
    }

    /** What joins behind a link, as {@code siteinfo} writes it. */
    public String trailExpression() {
        return "/^(" + behind.replace("\\p{Is", "\\p{") + ")(.*)$/sD" + (trail == null ? "" : "u");
    }

    /** Letters that join before a link, empty for none. */
    public String prefixCharacters() {
        return before;
    }

    /** What stands before a link and its prefix, as {@code siteinfo} writes it; empty where nothing joins. */
    public String prefixExpression() {
        return before.isEmpty() ? "" : "/^((?>.*[^" + before + "]|))(.+)$/sDu";
    }

    /** Where the letters that start at {@code from} end. Two apostrophes are no letters but markup. */
    public int end(TextBuffer text, int from) {
        if (trail != null) {
            Matcher letters = trail.matcher(text).region(from, text.length());
            return letters.lookingAt() ? letters.end() : from;
        }
        int at = from;
        while (!behind.isEmpty() && at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
            at++;
        }
        return at;
    }

    /** The letters right before {@code at}, as far back as {@code from}. */
    public String prefix(TextBuffer text, int from, int at) {
        if (prefix == null) {
            return "";
        }
        int start = at;
        Matcher letters = prefix.matcher(text);
        while (start > from) {
            int step = start - 1 > from && Character.isSurrogatePair(text.charAt(start - 2), text.charAt(start - 1)) ? 2 : 1;
            if (!letters.region(start - step, start).matches()) {
                break;
            }
            start -= step;
        }
        return text.substring(start, at);
    }
}
