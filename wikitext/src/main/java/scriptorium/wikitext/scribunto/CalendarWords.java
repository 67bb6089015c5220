package scriptorium.wikitext.scribunto;

import java.util.List;
import scriptorium.wikitext.language.Language;
import scriptorium.wikitext.language.Languages;

/** Months and days, whose messages every language has. */
final class CalendarWords {

    private static final List<String> MONTHS = List.of("january", "february", "march", "april", "may_long", "june", "july", "august", "september", "october",
            "november", "december");
    private static final List<String> SHORT_MONTHS = List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
    private static final List<String> SHORT_DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final String GENITIVE = "-gen";

    private CalendarWords() {}

    /** Null for other messages, and in English. */
    static String of(String key, String code) {
        if (code.equals("en") || !Languages.isKnown(code)) {
            return null;
        }
        Language language = Languages.of(code);
        boolean genitive = key.endsWith(GENITIVE);
        String name = genitive ? key.substring(0, key.length() - GENITIVE.length()) : key;
        int month = MONTHS.indexOf(genitive && name.equals("may") ? "may_long" : name) + 1;
        if (month > 0) {
            return genitive ? language.monthGenitive(month) : language.month(month);
        }
        if (SHORT_MONTHS.contains(key)) {
            return language.monthShort(SHORT_MONTHS.indexOf(key) + 1);
        }
        return DAYS.contains(key) ? language.day(DAYS.indexOf(key)) : SHORT_DAYS.contains(key) ? language.dayShort(SHORT_DAYS.indexOf(key)) : null;
    }
}
