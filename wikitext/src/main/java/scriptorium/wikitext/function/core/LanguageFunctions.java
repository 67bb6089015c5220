package scriptorium.wikitext.function.core;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import scriptorium.wikitext.language.Languages;

/** Names, direction and standard codes of languages. */
final class LanguageFunctions {

    private static final Map<String, String> STANDARD = Map.ofEntries(Map.entry("als", "gsw"), Map.entry("bat-smg", "sgs"),
            Map.entry("be-x-old", "be-tarask"),
            Map.entry("cbk-zam", "cbk"), Map.entry("crh", "crh-Latn"), Map.entry("de-formal", "de-x-formal"), Map.entry("eml", "egl"),
            Map.entry("fiu-vro", "vro"), Map.entry("kk-cyrl", "kk-Cyrl"), Map.entry("map-bms", "jv-x-bms"), Map.entry("nl-informal",
                    "nl-x-informal"),
            Map.entry("no", "nb"), Map.entry("roa-rup", "rup"), Map.entry("roa-tara", "nap-x-tara"), Map.entry("simple", "en-simple"),
            Map.entry("sr-ec", "sr-Cyrl"), Map.entry("sr-el", "sr-Latn"), Map.entry("zh-classical", "lzh"), Map.entry("zh-min-nan", "nan"),
            Map.entry("zh-yue", "yue"), Map.entry("zh-cn", "zh-Hans-CN"), Map.entry("zh-sg", "zh-Hans-SG"), Map.entry("zh-my",
                    "zh-Hans-MY"),
            Map.entry("zh-tw", "zh-Hant-TW"), Map.entry("zh-hk", "zh-Hant-HK"), Map.entry("zh-mo", "zh-Hant-MO"), Map.entry("zh-hans",
                    "zh-Hans"),
            Map.entry("zh-hant", "zh-Hant"));
    private static final Map<String, String> NAMES = Map.of("zh-hans", "中文（简体）", "zh-hant", "中文（繁體）", "zh", "中文", "pt-br",
            "português do Brasil",
            "sr-ec", "српски (ћирилица)", "sr-el", "srpski (latinica)", "simple", "Simple English");

    /** Languages whose usual form of address is the formal one. */
    private static final Set<String> FORMAL = Set.of("de-formal", "es-formal", "hu-formal", "li", "nds-nl", "nl", "srn", "vls", "zea");

    /** Any other text could be the code of some language. */
    private static final String NEVER_IN_CODES = ":/\\<>&'\"#[]{}|";
    private static final int LONGEST_CODE = 128;

    private LanguageFunctions() {}

    static List<Definition> all() {
        return List.of(
                Definition.function("#language", Definition.Use.EITHER, c -> name(code(c))),
                Definition.capital("#FORMAL", Definition.Use.FUNCTION, LanguageFunctions::formal),
                Definition.function("#dir", Definition.Use.EITHER, c -> Languages.isRightToLeft(checked(c)) ? "rtl" : "ltr"),
                Definition.function("#bcp47", Definition.Use.EITHER, c -> standard(checked(c))));
    }

    /** The first text for a language that addresses readers familiarly, the second, where there is one, for one that does so formally. */
    private static String formal(Call call) {
        return call.argument(call.size() > 1 && FORMAL.contains(TextFunctions.language(call).code()) ? 1 : 0);
    }

    private static String code(Call call) {
        String code = call.argument(0);
        return code.isEmpty() ? call.context().site().language() : code;
    }

    private static String checked(Call call) {
        String code = code(call);
        if (code.length() > LONGEST_CODE || code.chars().anyMatch(c -> NEVER_IN_CODES.indexOf(c) >= 0)) {
            call.context().trackingCategory("bad-language-code-category");
        }
        return code;
    }

    /** In the language itself; the code in small letters when nothing is known of it. */
    private static String name(String code) {
        String lower = code.toLowerCase(Locale.ROOT);
        if (NAMES.containsKey(lower)) {
            return NAMES.get(lower);
        }
        String name = Languages.name(lower, "");
        return name.isEmpty() || name.contains("xx") || lower.contains("-x") ? lower : name;
    }

    private static String standard(String code) {
        String lower = code.toLowerCase(Locale.ROOT);
        return STANDARD.getOrDefault(lower, Languages.isCode(code) ? Locale.forLanguageTag(code).toLanguageTag().replace("und", lower)
                : lower);
    }
}
