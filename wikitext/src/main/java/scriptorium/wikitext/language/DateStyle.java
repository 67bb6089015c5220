package scriptorium.wikitext.language;

import java.util.Map;

/**
 * How a language writes times and dates, in the letters of {@code #time}.
 *
 * @param time of day
 * @param pretty a day of the year
 */
record DateStyle(String time, String timeAndDate, String date, String pretty) {

    private static final DateStyle ENGLISH = new DateStyle("H:i", "H:i, j F Y", "j F Y", "j F");
    private static final Map<String, DateStyle> ALL = LanguageFile.byCode("date-formats.tsv", row -> new DateStyle(row[1], row[2], row[3], row[4]));

    static DateStyle of(String code) {
        return LanguageFile.find(ALL, code).orElse(ENGLISH);
    }
}
