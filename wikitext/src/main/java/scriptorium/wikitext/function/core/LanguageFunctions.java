package scriptorium.wikitext.function.core;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import scriptorium.wikitext.language.KnownLanguage;
import scriptorium.wikitext.language.Languages;
import scriptorium.wikitext.text.Ascii;

/** Names, direction and standard codes of languages. */
final class LanguageFunctions {

    /** Languages whose usual form of address is the formal one. */
    private static final Set<String> FORMAL = Set.of("de-formal", "es-formal", "hu-formal", "li", "nds-nl", "nl", "srn", "vls", "zea");

    /** Any other text could be the code of some language. */
    private static final String NEVER_IN_CODES = ":/\\<>&'\"#[]{}|\u007F";
    private static final int LONGEST_CODE = 128;

    private LanguageFunctions() {}

    static List<Definition> all() {
        return List.of(
                Definition.function("#language", Definition.Use.EITHER, c -> name(code(c))),
                Definition.capital("#FORMAL", Definition.Use.FUNCTION, LanguageFunctions::formal),
                Definition.function("#dir", Definition.Use.EITHER, c -> Languages.isRightToLeft(checked(c)) ? "rtl" : "ltr"),
                Definition.function("#bcp47", Definition.Use.EITHER, c -> standard(code(c))));
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
        String lower = Ascii.lower(code);
        return KnownLanguage.of(lower).map(KnownLanguage::autonym).orElse(lower);
    }

    private static String standard(String code) {
        String lower = Ascii.lower(code);
        return KnownLanguage.of(lower).map(KnownLanguage::bcp47)
                .orElseGet(() -> Languages.isCode(code) ? Locale.forLanguageTag(code).toLanguageTag().replace("und", lower) : lower);
    }
}
