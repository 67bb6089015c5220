package scriptorium.wikitext.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A language that this software knows by name.
 *
 * @param autonym its name as its speakers have it
 * @param listed its name in lists of languages
 * @param fallbacks languages that stand in for it, the nearest first; English, which stands in for all, is not among them unless it is near
 * @param variants code of each variant with its name; the language alone when it has none
 */
public record KnownLanguage(
        String code, String bcp47, String direction, String autonym, String listed, List<String> fallbacks, Map<String, String> variants) {

    private static final String ENGLISH = "en";
    private static final Map<String, KnownLanguage> ALL = LanguageFile.byCode("languages.tsv", KnownLanguage::of);

    private static KnownLanguage of(String[] row) {
        Map<String, String> variants = new LinkedHashMap<>();
        for (String variant : parts(row[5], "\\|")) {
            String[] named = variant.split("=", 2);
            variants.put(named[0], named[1]);
        }
        return new KnownLanguage(row[0], row[1], row[2], row[3], row[6].isEmpty() ? row[3] : row[6], parts(row[4], ","), variants.isEmpty() ? Map.of(row[0], row[3]) : variants);
    }

    private static List<String> parts(String text, String by) {
        return text.isEmpty() ? List.of() : List.of(text.split(by));
    }

    /** By code, in order of the codes. */
    public static Map<String, KnownLanguage> all() {
        return ALL;
    }

    public static Optional<KnownLanguage> of(String code) {
        return Optional.ofNullable(ALL.get(code));
    }

    public boolean isRightToLeft() {
        return direction.equals("rtl");
    }

    /** How HTML names a language, known or not. */
    public static String htmlCode(String code) {
        return of(code).map(KnownLanguage::bcp47).orElse(code);
    }

    /** {@code ltr} or {@code rtl}; for a language that is not known the former. */
    public static String direction(String code) {
        return of(code).map(KnownLanguage::direction).orElse("ltr");
    }

    /** What is shown when there is no text in a language, known or not; at the end English. */
    public static List<String> standIns(String code) {
        List<String> out = new ArrayList<>(of(code).map(KnownLanguage::fallbacks).orElse(List.of()));
        if (!code.equals(ENGLISH) && !out.contains(ENGLISH)) {
            out.add(ENGLISH);
        }
        return out;
    }
}
