package scriptorium.wikitext.pass;

import java.util.Set;
import java.util.regex.Pattern;
import scriptorium.wikitext.text.CharacterReferences;

/** HTML as the text that attributes show of it: blocks are parted by blanks, everything else of the markup is gone. */
public final class PlainText {

    private static final Pattern TAG = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9]*+)?[^>]*+>");
    private static final Pattern BLANKS = Pattern.compile("[ \\t\\r\\n\\f]+");
    private static final Set<String> BLOCKS = Set.of("address", "article", "aside", "blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
            "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul");

    private PlainText() {}

    public static String of(String html) {
        String text = html.indexOf('<') < 0 ? html : TAG.matcher(html).replaceAll(PlainText::between);
        return BLANKS.matcher(CharacterReferences.decode(text, false)).replaceAll(" ").strip();
    }

    private static String between(java.util.regex.MatchResult tag) {
        return tag.group(1) != null && BLOCKS.contains(tag.group(1).toLowerCase(java.util.Locale.ROOT)) ? " " : "";
    }
}
