package scriptorium.wikitext.text;

import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/** References to characters, by name and by number. Those to control characters refer to nothing: they stay as they are written. */
public final class CharacterReferences {

    private static final Pattern CONTROL = Pattern.compile("&(?=#0*+(?:[0-8]|1[124-9]|2[0-9]|3[01]|127)(?![0-9])|#[xX]0*+(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF])(?![0-9a-fA-F]))");

    private CharacterReferences() {}

    /** @param attribute whether the text is an attribute's value, where a name without its semicolon is no reference before a letter or {@code =} */
    public static String decode(String text, boolean attribute) {
        if (text.indexOf('&') < 0) {
            return text;
        }
        return Parser.unescapeEntities(text.indexOf('#') < 0 ? text : CONTROL.matcher(text).replaceAll("&amp;"), attribute);
    }
}
