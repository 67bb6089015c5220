package scriptorium.wikitext.summary;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scriptorium.wikitext.language.WikitextEscape;
import scriptorium.wikitext.text.CharacterReferences;

/** Text with HTML's characters escaped, but with character references left as they are. */
final class EscapedText {

    private static final Pattern REFERENCE = Pattern.compile("&amp;((?:#[0-9]{1,7}+|#x[0-9A-Fa-f]{1,6}+|[A-Za-z][A-Za-z0-9]{1,30}+);)");

    private static final Set<String> MARKUP = Set.of("amp;", "lt;", "gt;", "quot;");

    private EscapedText() {}

    static String of(String text) {
        String escaped = WikitextEscape.html(text);
        return escaped.contains("&amp;") ? REFERENCE.matcher(escaped).replaceAll(found ->
                Matcher.quoteReplacement(reference(found.group(1)))) : escaped;
    }

    private static String reference(String name) {
        boolean plain = name.startsWith("#") || MARKUP.contains(name);
        String decoded = plain ? "" : CharacterReferences.decode("&" + name, true);
        return plain ? "&" + name : decoded.startsWith("&") ? "&amp;" + name : decoded;
    }

    static String plain(String escaped) {
        return CharacterReferences.decode(escaped, true);
    }
}
