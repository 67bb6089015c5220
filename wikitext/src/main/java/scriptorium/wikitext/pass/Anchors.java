package scriptorium.wikitext.pass;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.LinkUrls;

/** Ids of headings: the wiki's first form of fragment for links, its second for links from elsewhere. */
final class Anchors {

    private static final Pattern BLANKS = Pattern.compile("[ \\u00A0\\t\\n\\r\\f_]+");

    private final List<String> modes;
    private final Map<String, Integer> next = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    Anchors(WikiSite site) {
        modes = site.list("FragmentMode", "html5,legacy");
    }

    /** The form in which the wiki writes ids. */
    String of(String text) {
        return legacy(modes.getFirst()) ? legacyForm(text) : text;
    }

    private static boolean legacy(String mode) {
        return mode.startsWith("legacy");
    }

    /** The id of a heading with this text, unlike those that are taken; case does not tell ids apart. */
    String take(String plain) {
        String anchor = of(BLANKS.matcher(plain).replaceAll("_"));
        String key = anchor.toLowerCase(Locale.ROOT);
        String unique = anchor;
        int number = next.getOrDefault(key, 1);
        while (!used.add(unique.toLowerCase(Locale.ROOT))) {
            unique = anchor + "_" + ++number;
        }
        next.put(key, number);
        return unique;
    }

    /** The id in the second form, empty when the wiki has none. */
    String fallback(String anchor) {
        if (modes.size() < 2 || legacy(modes.get(1)) == legacy(modes.getFirst())) {
            return "";
        }
        return legacy(modes.getFirst()) ? readable(anchor) : legacyForm(anchor);
    }

    /** Bytes with dots for percent signs: the form from before HTML5. */
    private static String legacyForm(String text) {
        return LinkUrls.encode(text, "-_.:", '_').replace('%', '.');
    }

    private static String readable(String legacy) {
        try {
            return java.net.URLDecoder.decode(legacy.replaceAll("%", "%25").replaceAll("\\.(?=[0-9A-F]{2})", "%"), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return legacy;
        }
    }
}
