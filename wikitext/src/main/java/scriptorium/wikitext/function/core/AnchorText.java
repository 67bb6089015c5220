package scriptorium.wikitext.function.core;

import java.util.regex.Pattern;
import scriptorium.wikitext.language.WikitextEscape;
import scriptorium.wikitext.text.CharacterReferences;
import scriptorium.wikitext.title.LinkUrls;

/** The id that a heading with this wikitext gets. */
final class AnchorText {

    private static final Pattern LABELLED = Pattern.compile("\\[\\[:?[^\\[\\]|]++\\|([^\\[\\]]++)]]");
    private static final Pattern PLAIN = Pattern.compile("\\[\\[:?([^\\[\\]|]++)\\|?]]");
    private static final Pattern EXTERNAL = Pattern.compile("\\[(?:https?:|ftp:)?//[^\\s\\[\\]]++[ ]*+([^\\[\\]]*+)]");
    private static final Pattern QUOTES = Pattern.compile("'''''|'''|''");
    private static final Pattern TAGS = Pattern.compile("</?[A-Za-z][^<>]*+>");
    private static final Pattern BLANKS = Pattern.compile("[ _\\u00A0\\u1680\\u180E\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]++");

    private AnchorText() {}

    static String of(String wikitext, Context context) {
        String text = context.withoutMarkers(wikitext);
        text = LABELLED.matcher(text).replaceAll("$1");
        text = PLAIN.matcher(text).replaceAll("$1");
        text = EXTERNAL.matcher(text).replaceAll("$1");
        text = TAGS.matcher(QUOTES.matcher(text).replaceAll("")).replaceAll("");
        text = CharacterReferences.decode(text, true);
        String plain = BLANKS.matcher(text).replaceAll(" ").strip();
        return context.site().options().getOrDefault("FragmentMode", "html5").startsWith("legacy") ? LinkUrls.legacyAnchor(plain) : LinkUrls.anchor(plain);
    }

    /** For use in wikitext and in attributes alike: nothing in it is markup. */
    static String escaped(String wikitext, Context context) {
        StringBuilder out = new StringBuilder();
        for (char c : WikitextEscape.html(of(wikitext, context)).replace("://", "&#58;//").replace("ISBN", "&#73;SBN").replace("RFC", "&#82;FC").replace("PMID", "&#80;MID").toCharArray()) {
            if ("[]{}|".indexOf(c) >= 0) {
                out.append("&#").append((int) c).append(';');
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
