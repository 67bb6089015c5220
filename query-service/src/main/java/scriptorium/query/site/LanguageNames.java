package scriptorium.query.site;

import com.ibm.icu.util.ULocale;

/** Names of single languages. */
public final class LanguageNames {

    private LanguageNames() {}

    /** The language's name in another one; the code when there is none. */
    public static String in(String code, String language) {
        ULocale locale = LanguageTable.LOCALES.get(code);
        return locale == null ? code : LanguageTable.name(locale, language);
    }

    /** The language's name in itself; the code when it is not known. */
    public static String own(String code) {
        ULocale locale = LanguageTable.LOCALES.get(code);
        return locale == null ? code : LanguageTable.autonym(locale);
    }
}
