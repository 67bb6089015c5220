package scriptorium.wikitext.pass;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.LinkUrls;

/** Ids of headings: the wiki's first form of fragment for links, its second for links from elsewhere. */
final class Anchors {

    private static final Pattern DIRECTIONS = Pattern.compile("[\\u200E\\u200F\\u202A-\\u202E]+");
    private static final Pattern RUNS = Pattern.compile("[ \\u00A0\\u1680\\u180E\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000_]+");

    private final List<String> modes;
    private String fallback = "";
    private final Map<String, Integer> next = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    Anchors(WikiSite site) {
        modes = site.list("FragmentMode", "html5,legacy");
    }

    /** The form in which the wiki writes ids. */
    String of(String text) {
        return legacy(modes.getFirst()) ? LinkUrls.legacyAnchor(text) : unbroken(text);
    }

    private static boolean legacy(String mode) {
        return mode.startsWith("legacy");
    }

    /** The id of a heading with this text, unlike those that are taken; the case of plain letters does not tell ids apart. */
    String take(String plain) {
        String text = trimmed(RUNS.matcher(DIRECTIONS.matcher(plain).replaceAll("")).replaceAll("_"));
        String anchor = of(text);
        String key = folded(anchor);
        String unique = anchor;
        int number = next.getOrDefault(key, 1);
        while (!used.add(folded(unique))) {
            unique = anchor + "_" + ++number;
        }
        next.put(key, number);
        boolean second = modes.size() > 1 && legacy(modes.get(1)) != legacy(modes.getFirst());
        String other = legacy(modes.getFirst()) ? unbroken(text) : LinkUrls.legacyAnchor(text);
        fallback = second ? other + unique.substring(anchor.length()) : "";
        return unique;
    }

    /** Nothing in an id parts it from others. */
    private static String unbroken(String text) {
        return text.replace('\t', '_').replace('\n', '_').replace('\r', '_').replace('\f', '_');
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) == '_') {
            from++;
        }
        while (to > from && text.charAt(to - 1) == '_') {
            to--;
        }
        return text.substring(from, to);
    }

    private static String folded(String anchor) {
        StringBuilder out = new StringBuilder(anchor);
        for (int i = 0; i < out.length(); i++) {
            char c = out.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                out.setCharAt(i, (char) (c + 32));
            }
        }
        return out.toString();
    }

    /** The id that was taken last, in the second form; empty when the wiki has none. */
    String fallback() {
        return fallback;
    }
}
