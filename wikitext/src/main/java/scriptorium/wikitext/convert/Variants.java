package scriptorium.wikitext.convert;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which variants a language has, and which stand in for one that says nothing. */
final class Variants {

    private static final Map<String, List<String>> ALL = Map.ofEntries(
            Map.entry("zh", List.of("zh", "zh-hans", "zh-hant", "zh-cn", "zh-hk", "zh-mo", "zh-my", "zh-sg", "zh-tw")),
            Map.entry("sr", List.of("sr", "sr-ec", "sr-el")), Map.entry("sh", List.of("sh-latn", "sh-cyrl")),
            Map.entry("gan", List.of("gan", "gan-hans", "gan-hant")), Map.entry("wuu", List.of("wuu", "wuu-hans", "wuu-hant")),
            Map.entry("ku", List.of("ku", "ku-arab", "ku-latn")), Map.entry("shi", List.of("shi", "shi-tfng", "shi-latn")),
            Map.entry("tg", List.of("tg", "tg-latn")), Map.entry("uz", List.of("uz", "uz-latn", "uz-cyrl")),
            Map.entry("crh", List.of("crh", "crh-cyrl", "crh-latn")), Map.entry("en", List.of("en", "en-x-piglatin")));
    private static final Map<String, String> STANDARD = Map.of("sr-cyrl", "sr-ec", "sr-latn", "sr-el", "zh-hans-cn", "zh-cn", "zh-hans-sg", "zh-sg", "zh-hans-my", "zh-my",
            "zh-hant-tw", "zh-tw", "zh-hant-hk", "zh-hk", "zh-hant-mo", "zh-mo");
    /** Codes that only MediaWiki has. */
    private static final List<String> PRIVATE = List.of("sr-ec", "sr-el");
    private static final Map<String, List<String>> INSTEAD = Map.ofEntries(
            Map.entry("zh", List.of("zh-hans", "zh-hant", "zh-cn", "zh-tw", "zh-hk", "zh-sg", "zh-mo", "zh-my")),
            Map.entry("zh-hans", List.of("zh-cn", "zh-sg", "zh-my")), Map.entry("zh-hant", List.of("zh-tw", "zh-hk", "zh-mo")),
            Map.entry("zh-cn", List.of("zh-hans", "zh-sg", "zh-my")), Map.entry("zh-sg", List.of("zh-my", "zh-hans", "zh-cn")),
            Map.entry("zh-my", List.of("zh-sg", "zh-hans", "zh-cn")), Map.entry("zh-tw", List.of("zh-hant", "zh-hk", "zh-mo")),
            Map.entry("zh-hk", List.of("zh-mo", "zh-hant", "zh-tw")), Map.entry("zh-mo", List.of("zh-hk", "zh-hant", "zh-tw")),
            Map.entry("sr", List.of("sr-ec", "sr-el")), Map.entry("sr-ec", List.of("sr")), Map.entry("sr-el", List.of("sr")));

    private final String language;

    private Variants(String language) {
        this.language = language;
    }

    /** Null where the language is written in one way only. English has a variant for tests, on demand. */
    static Variants of(String language, boolean pigLatin) {
        return ALL.containsKey(language) && (!language.equals("en") || pigLatin) ? new Variants(language) : null;
    }

    /** MediaWiki's code for that of the standard; empty for what the standard does not know. */
    static String own(String standard) {
        String code = standard.toLowerCase(Locale.ROOT);
        return PRIVATE.contains(code) ? "" : STANDARD.getOrDefault(code, code);
    }

    List<String> codes() {
        return ALL.get(language);
    }

    boolean contains(String code) {
        return codes().contains(code);
    }

    List<String> instead(String variant) {
        return INSTEAD.getOrDefault(variant, List.of());
    }

    /** The text for a variant out of texts by variant; null when there is none. */
    String choose(Map<String, String> texts, String variant) {
        String own = texts.get(variant);
        if (own != null) {
            return own;
        }
        for (String other : instead(variant)) {
            if (texts.containsKey(other)) {
                return texts.get(other);
            }
        }
        return variant.equals(language) ? null : texts.get(language);
    }
}
