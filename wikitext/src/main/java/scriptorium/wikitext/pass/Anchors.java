package scriptorium.wikitext.pass;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.text.TextBuffer;
import scriptorium.wikitext.title.LinkUrls;

/** Ids of headings: the wiki's first form of fragment for links, its second for links from elsewhere. */
final class Anchors {

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
        String text = joined(plain);
        String anchor = of(text);
        String key = folded(anchor);
        String unique = anchor;
        if (!used.add(key)) {
            int number = next.getOrDefault(key, 1);
            do {
                unique = anchor + "_" + ++number;
            } while (!used.add(folded(unique)));
            next.put(key, number);
        }
        boolean second = modes.size() > 1 && legacy(modes.get(1)) != legacy(modes.getFirst());
        String other = legacy(modes.getFirst()) ? unbroken(text) : LinkUrls.legacyAnchor(text);
        fallback = !second ? "" : unique.length() == anchor.length() ? other : other + unique.substring(anchor.length());
        return unique;
    }

    /** Without marks of direction, with an underscore for each run of blanks and underscores between words. */
    private static String joined(String text) {
        TextBuffer out = TextBuffer.take(text.length());
        boolean blank = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBlank(c)) {
                blank = !out.isEmpty();
            } else if (!(c == '\u200E' || c == '\u200F' || c >= '\u202A' && c <= '\u202E')) {
                if (blank) {
                    out.append('_');
                    blank = false;
                }
                out.append(c);
            }
        }
        return out.finish();
    }

    private static boolean isBlank(char c) {
        return switch (c) {
            case ' ', '_', '\u00A0', '\u1680', '\u180E', '\u2028', '\u2029', '\u202F', '\u205F', '\u3000' -> true;
            default -> c >= '\u2000' && c <= '\u200A';
        };
    }

    /** Nothing in an id parts it from others. */
    private static String unbroken(String text) {
        return text.replace('\t', '_').replace('\n', '_').replace('\r', '_').replace('\f', '_');
    }

    private static String folded(String anchor) {
        TextBuffer out = TextBuffer.take(anchor.length());
        for (int i = 0; i < anchor.length(); i++) {
            char c = anchor.charAt(i);
            out.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return out.finish();
    }

    /** The id that was taken last, in the second form; empty when the wiki has none. */
    String fallback() {
        return fallback;
    }
}
