package scriptorium.query.site;

import com.ibm.icu.text.LocaleDisplayNames;
import com.ibm.icu.util.ULocale;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import scriptorium.contract.result.Result;

/** The languages that this software knows by name. */
final class LanguageTable {

    /** Code to locale, in order of the codes. */
    static final Map<String, ULocale> LOCALES = Arrays.stream(ULocale.getAvailableLocales())
            .map(ULocale::getLanguage).filter(code -> !code.isEmpty()).distinct()
            .collect(Collectors.toMap(code -> code, ULocale::new, (a, _) -> a, TreeMap::new));
    private static final int MAX_KEPT = 64;
    private static final Map<String, Result.Items> BUILT = new ConcurrentHashMap<>();

    private LanguageTable() {}

    /** @param in language of the names; empty for each language's own */
    static Result.Items names(String in) {
        String wanted = LOCALES.containsKey(in.toLowerCase(Locale.ROOT)) ? in.toLowerCase(Locale.ROOT) : "";
        Result.Items known = BUILT.get(wanted);
        if (known != null) {
            return known;
        }
        Result.Items items = Result.items("lang");
        LOCALES.forEach((code, locale) -> items.add(Result.tree().put("code", code).put("bcp47", locale.toLanguageTag())
                .content("name", wanted.isEmpty() ? autonym(locale) : name(locale, wanted))));
        if (BUILT.size() < MAX_KEPT) {
            BUILT.put(wanted, items);
        }
        return items;
    }

    static String autonym(ULocale locale) {
        return locale.getDisplayLanguage(locale);
    }

    static String name(ULocale locale, String in) {
        return LocaleDisplayNames.getInstance(new ULocale(in)).localeDisplayName(locale);
    }

    static List<String> codes() {
        return List.copyOf(LOCALES.keySet());
    }
}
