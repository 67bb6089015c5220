package scriptorium.query.site;

import scriptorium.wikitext.language.KnownLanguage;

/** Names of single languages. */
public final class LanguageNames {

    private LanguageNames() {}

    /** The language's name in another one: its own name, as long as there is no table of translated ones; the code when it is not known. */
    public static String in(String code, String language) {
        return own(code);
    }

    /** The language's name in itself; the code when it is not known. */
    public static String own(String code) {
        return KnownLanguage.of(code).map(KnownLanguage::autonym).orElse(code);
    }
}
