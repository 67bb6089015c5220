package scriptorium.wikitext.language;

import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Languages by code. Only codes with data are kept, so that the table stays small whatever is asked for. */
public final class Languages {

    private static final Set<String> KNOWN = Arrays.stream(ULocale.getAvailableLocales()).map(ULocale::getLanguage)
            .collect(Collectors.toUnmodifiableSet());
    private static final Map<String, Language> MADE = new ConcurrentHashMap<>();

    private Languages() {}

    /** The language of this code; English where nothing is known of it. What is not known of a language is taken from those that stand in for it. */
    public static Language of(String code) {
        Language made = MADE.get(code);
        if (made != null) {
            return made;
        }
        String lower = code.toLowerCase(Locale.ROOT);
        String language = KnownLanguage.of(lower).isPresent() ? lower : isKnown(code) ? ULocale.forLanguageTag(lower).getLanguage() : "en";
        return MADE.computeIfAbsent(language, Language::new);
    }

    public static boolean isKnown(String code) {
        return isCode(code) && KNOWN.contains(ULocale.forLanguageTag(code.toLowerCase(Locale.ROOT)).getLanguage());
    }

    /** Whether the text is formed like a language code. */
    public static boolean isCode(String code) {
        return !code.isEmpty() && code.length() <= 64 && code.chars().allMatch(c -> c == '-' || c < 0x80 && Character.isLetterOrDigit(c));
    }

    public static boolean isRightToLeft(String code) {
        return KnownLanguage.of(code.toLowerCase(Locale.ROOT)).filter(KnownLanguage::isRightToLeft).isPresent();
    }

    /** Name of a language in another, or in its own where {@code in} is empty; empty when not known. */
    public static String name(String code, String in) {
        if (!isKnown(code)) {
            return "";
        }
        ULocale locale = ULocale.forLanguageTag(code);
        ULocale shown = in.isEmpty() || !isKnown(in) ? locale : ULocale.forLanguageTag(in);
        String name = locale.getDisplayNameWithDialect(shown);
        return name.equalsIgnoreCase(code) ? "" : name;
    }
}
