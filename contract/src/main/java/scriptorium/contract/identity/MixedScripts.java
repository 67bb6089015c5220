package scriptorium.contract.identity;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words whose letters are of scripts that nobody writes together, such as a Latin word with one Cyrillic letter that looks like a Latin one. After the "highly
 * restrictive" level of Unicode's UTS 39, but word by word: names may have words of several languages.
 */
public final class MixedScripts {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{Nd}]+");
    private static final Set<UnicodeScript> NONE_OF_ITS_OWN = EnumSet.of(UnicodeScript.COMMON, UnicodeScript.INHERITED, UnicodeScript.UNKNOWN);
    private static final Set<UnicodeScript> JAPANESE = EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA);
    private static final Set<UnicodeScript> CHINESE = EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.BOPOMOFO);
    private static final Set<UnicodeScript> KOREAN = EnumSet.of(UnicodeScript.LATIN, UnicodeScript.HAN, UnicodeScript.HANGUL);

    private MixedScripts() {}

    public static boolean in(String name) {
        return BETWEEN_WORDS.splitAsStream(name).anyMatch(MixedScripts::mixed);
    }

    private static boolean mixed(String word) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        word.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
        scripts.removeAll(NONE_OF_ITS_OWN);
        return scripts.size() > 1 && !JAPANESE.containsAll(scripts) && !CHINESE.containsAll(scripts) && !KOREAN.containsAll(scripts);
    }
}
