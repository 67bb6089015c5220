package scriptorium.wikitext.language;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.DateFormatSymbols;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import scriptorium.wikitext.text.Ascii;

/** One language. Names of days start with Sunday, names of months with January. */
public final class Language {

    /** Languages whose small i keeps its dot as a first letter. */
    private static final Set<String> DOTTED = Set.of("tr", "az", "kaa");

    private final String code;
    /** The language and those that stand in for it. */
    private final List<String> chain;
    private final ULocale locale;
    private final List<String> months;
    private final List<String> monthsGenitive;
    private final List<String> monthsShort;
    private final List<String> days;
    private final List<String> daysShort;
    private final DateStyle dates;
    private final NumberStyle numbers;
    private final PluralRules plural;
    private final boolean dotted;

    Language(String code) {
        this.code = code;
        chain = new ArrayList<>(List.of(code));
        chain.addAll(KnownLanguage.standIns(code));
        locale = ULocale.forLanguageTag(chain.stream().filter(Languages::isKnown).findFirst().orElse("en"));
        DateFormatSymbols symbols = DateFormatSymbols.getInstance(locale.setKeywordValue("calendar", "gregorian"));
        months = List.of(symbols.getMonths(DateFormatSymbols.STANDALONE, DateFormatSymbols.WIDE)).subList(0, 12);
        monthsGenitive = List.of(symbols.getMonths(DateFormatSymbols.FORMAT, DateFormatSymbols.WIDE)).subList(0, 12);
        monthsShort = shortMonths(symbols);
        days = List.of(symbols.getWeekdays(DateFormatSymbols.STANDALONE, DateFormatSymbols.WIDE)).subList(1, 8);
        daysShort = List.of(symbols.getWeekdays(DateFormatSymbols.STANDALONE, DateFormatSymbols.ABBREVIATED)).subList(1, 8);
        dates = DateStyle.of(code);
        numbers = NumberStyle.of(code);
        plural = PluralForms.rules(chain);
        dotted = chain.stream().anyMatch(DOTTED::contains);
    }

    private List<String> shortMonths(DateFormatSymbols symbols) {
        String base = locale.getLanguage();
        if (base.equals("en")) {
            return List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
        }
        if (base.equals("fr")) {
            return List.of("jan.", "fév.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.");
        }
        if (base.equals("de")) {
            return List.of("Jan.", "Feb.", "Mär.", "Apr.", "Mai", "Jun.", "Jul.", "Aug.", "Sep.", "Okt.", "Nov.", "Dez.");
        }
        return List.of(symbols.getMonths(DateFormatSymbols.STANDALONE, DateFormatSymbols.ABBREVIATED)).subList(0, 12);
    }

    public String code() {
        return code;
    }

    public String month(int month) {
        return months.get(month - 1);
    }

    public String monthGenitive(int month) {
        return monthsGenitive.get(month - 1);
    }

    public String monthShort(int month) {
        return monthsShort.get(month - 1);
    }

    /** Names of the months of another calendar, as Unicode calls that. */
    List<String> months(String calendar) {
        return List.of(DateFormatSymbols.getInstance(locale.setKeywordValue("calendar", calendar)).getMonths(DateFormatSymbols.FORMAT, DateFormatSymbols.WIDE));
    }

    /** @param day 0 for Sunday */
    public String day(int day) {
        return days.get(day);
    }

    public String dayShort(int day) {
        return daysShort.get(day);
    }

    public String timeAndDate(LocalDateTime time) {
        return format(timeAndDateFormat(), time);
    }

    public String timeAndDateFormat() {
        return dates.timeAndDate();
    }

    public String dateFormat() {
        return dates.date();
    }

    public String prettyFormat() {
        return dates.pretty();
    }

    public String timeFormat() {
        return dates.time();
    }

    private String format(String format, LocalDateTime time) {
        return new TimeFormat(this).format(format, time.atZone(ZoneOffset.UTC));
    }

    public String upper(String text) {
        return Ascii.only(text) ? text.toUpperCase(Locale.ROOT) : UCharacter.toUpperCase(ULocale.ROOT, text);
    }

    public String lower(String text) {
        return Ascii.only(text) ? text.toLowerCase(Locale.ROOT) : UCharacter.toLowerCase(ULocale.ROOT, text);
    }

    public String upperFirst(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int length = Character.charCount(text.codePointAt(0));
        String first = dotted && text.charAt(0) == 'i' ? "İ" : UCharacter.toTitleCase(ULocale.ROOT, text.substring(0, length), null);
        return first + text.substring(length);
    }

    public String lowerFirst(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int length = Character.charCount(text.codePointAt(0));
        String first = dotted && text.charAt(0) == 'I' ? "ı" : UCharacter.toLowerCase(ULocale.ROOT, text.substring(0, length));
        return first + text.substring(length);
    }

    /** Every run of digits in the text with separators, the decimal point translated; {@code grouped} false leaves the separators out. */
    public String number(String text, boolean grouped) {
        return NumberText.format(text, numbers, grouped);
    }

    /** The digits alone, as the language writes them. */
    public String digits(String text) {
        return numbers.written(text);
    }

    /** The reverse of {@link #number}. */
    public String rawNumber(String text) {
        return NumberText.parse(text, numbers);
    }

    /** Which of the forms a number takes: an exact form ({@code 0=none}) goes first, then the language's rule. */
    public String plural(double count, List<String> forms) {
        return PluralForms.choose(count, forms, plural);
    }
}
