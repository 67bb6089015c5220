package scriptorium.wikitext.language;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.HebrewCalendar;
import com.ibm.icu.util.IslamicCalendar;
import com.ibm.icu.util.PersianCalendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;

/** Days in the Iranian, Islamic and Hebrew calendars, years in the Japanese one. */
final class OtherCalendars {

    private static final List<String> IRANIAN = List.of("Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar", "Mehr",
            "Aban", "Azar", "Dey",
            "Bahman", "Esfand");
    private static final List<String> ISLAMIC = List.of("Muharram", "Safar", "Rabi' al-awwal", "Rabi' al-thani", "Jumada al-awwal",
            "Jumada al-thani", "Rajab",
            "Sha'aban", "Ramadan", "Shawwal", "Dhu al-Qi'dah", "Dhu al-Hijjah");
    private static final List<String> HEBREW = List.of("Tishrei", "Cheshvan", "Kislev", "Tevet", "Shevat", "Adar I", "Adar II", "Nisan",
            "Iyar", "Sivan",
            "Tamuz", "Av", "Elul");

    private OtherCalendars() {}

    static String number(String code, ZonedDateTime time) {
        Calendar calendar = calendar(code.charAt(1), time);
        if (calendar == null) {
            return "";
        }
        int month = calendar.get(Calendar.MONTH) + 1;
        int year = calendar.get(Calendar.YEAR);
        return switch (code) {
            case "xij", "xmj", "xjj" -> String.valueOf(calendar.get(Calendar.DAY_OF_MONTH));
            case "xin", "xmn" -> String.valueOf(month);
            case "xjn" -> String.valueOf(hebrewNumber(calendar));
            case "xiY", "xmY", "xjY" -> String.valueOf(year);
            case "xiy" -> String.format("%02d", year % 100);
            case "xit", "xjt" -> String.valueOf(calendar.getActualMaximum(Calendar.DAY_OF_MONTH));
            case "xiz" -> String.valueOf(calendar.get(Calendar.DAY_OF_YEAR) - 1);
            default -> "";
        };
    }

    /** Names of months, in the language as far as Unicode's CLDR has them. */
    static String text(String code, ZonedDateTime time, Language language) {
        Calendar calendar = calendar(code.charAt(1), time);
        if (calendar == null) {
            return code;
        }
        int month = calendar.get(Calendar.MONTH);
        return switch (code) {
            case "xiF" -> names(IRANIAN, "persian", language).get(month);
            case "xmF" -> names(ISLAMIC, "islamic-civil", language).get(month);
            case "xjF", "xjx" -> hebrew(month, isHebrewLeap(calendar), names(HEBREW, "hebrew", language));
            default -> code;
        };
    }

    private static List<String> names(List<String> english, String calendar, Language language) {
        return language.code().equals("en") ? english : language.months(calendar);
    }

    /** @param names of the thirteen months of a leap year; CLDR calls the seventh as in other years, and adds its name in a leap year at the end */
    private static String hebrew(int month, boolean leap, List<String> names) {
        if (month != HebrewCalendar.ADAR) {
            return names.get(month);
        }
        return names.size() > HEBREW.size() ? names.get(leap ? HEBREW.size() : month) : leap ? names.get(month) : "Adar";
    }

    private static boolean isHebrewLeap(Calendar calendar) {
        return Math.floorMod(7L * calendar.get(Calendar.YEAR) + 1, 19) < 7;
    }

    /** Months are counted without the leap month; that and the month after it are 13 and 14. */
    private static int hebrewNumber(Calendar calendar) {
        int month = calendar.get(Calendar.MONTH);
        if (isHebrewLeap(calendar) && (month == HebrewCalendar.ADAR_1 || month == HebrewCalendar.ADAR)) {
            return month == HebrewCalendar.ADAR_1 ? 13 : 14;
        }
        return month <= HebrewCalendar.ADAR_1 ? month + 1 : month;
    }

    private static Calendar calendar(char kind, ZonedDateTime time) {
        TimeZone utc = TimeZone.GMT_ZONE;
        Calendar calendar = switch (kind) {
            case 'i' -> new PersianCalendar(utc, ULocale.ENGLISH);
            case 'm' -> islamic(utc);
            case 'j' -> new HebrewCalendar(utc, ULocale.ENGLISH);
            default -> null;
        };
        if (calendar != null) {
            calendar.setTime(new Date(time.toLocalDate().toEpochDay() * 86_400_000L));
        }
        return calendar;
    }

    private static Calendar islamic(TimeZone utc) {
        IslamicCalendar calendar = new IslamicCalendar(utc, ULocale.ENGLISH);
        calendar.setCalculationType(IslamicCalendar.CalculationType.ISLAMIC_CIVIL);
        return calendar;
    }

    /** The year by era, with the era's name in front; the first year of an era is written 元. */
    static String japaneseYear(LocalDate date) {
        record Era(LocalDate start, String name) {}
        List<Era> eras = List.of(new Era(LocalDate.of(2019, 5, 1), "令和"), new Era(LocalDate.of(1989, 1, 8), "平成"),
                new Era(LocalDate.of(1926, 12, 25), "昭和"),
                new Era(LocalDate.of(1912, 7, 30), "大正"), new Era(LocalDate.of(1873, 1, 1), "明治"));
        for (Era era : eras) {
            if (!date.isBefore(era.start())) {
                int year = date.getYear() - (era.name().equals("明治") ? 1868 : era.start().getYear()) + 1;
                return era.name() + (year == 1 ? "元" : String.valueOf(year));
            }
        }
        return "西暦" + date.getYear();
    }
}
