package scriptorium.wikitext.tag;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.text.CharacterReferences;

/** Attributes of an extension tag: names in lower case, values with single blanks and without character references; the last of a name wins. */
public final class TagAttributes {

    private static final Pattern ATTRIBUTE = Pattern.compile(
            "(?<![^\\s\"'/])([\\p{L}\\p{N}:_][\\p{L}\\p{N}:_.-]*+)(?:\\s*+=\\s*+(?:\"([^\"]*+)(?:\"|$)|'([^']*+)(?:'|$)|([^\\s\"'>][^\\s>]*+))|(?=[\\s/=]|$))");
    private static final Pattern BLANKS = Pattern.compile("[\\t\\r\\n ]+");

    private TagAttributes() {}

    public static Map<String, String> of(String text) {
        if (text.isBlank()) {
            return Map.of();
        }
        Map<String, String> out = new LinkedHashMap<>();
        Matcher found = ATTRIBUTE.matcher(text);
        while (found.find()) {
            String value = found.group(2) != null ? found.group(2) : found.group(3) != null ? found.group(3) : found.group(4);
            out.put(found.group(1).toLowerCase(Locale.ROOT),
                    value == null ? "" : CharacterReferences.decode(BLANKS.matcher(value).replaceAll(" ").strip(), true));
        }
        return out;
    }
}
