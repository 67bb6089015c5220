package scriptorium.wikitext.language;

/** How the next number of a format is written. */
final class Numerals {

    private static final int[] VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    private static final String[] SIGNS = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
    private static final String[] UNITS = {"", "א", "ב", "ג", "ד", "ה", "ו", "ז", "ח", "ט"};
    private static final String[] TENS = {"", "י", "כ", "ל", "מ", "נ", "ס", "ע", "פ", "צ"};
    /** Letters that look otherwise at the end of a word. */
    private static final String MIDDLE = "כמנפצ";
    private static final String FINAL = "ךםןףץ";
    private static final String[] HUNDREDS = {"", "ק", "ר", "ש", "ת", "תק", "תר", "תש", "תת", "תתק"};

    private final Language language;
    private boolean rawOnce;
    private boolean raw;
    private boolean roman;
    private boolean hebrew;

    Numerals(Language language) {
        this.language = language;
    }

    void rawOnce() {
        rawOnce = true;
    }

    void toggleRaw() {
        raw = !raw;
    }

    void romanOnce() {
        roman = true;
    }

    void hebrewOnce() {
        hebrew = true;
    }

    /** What was asked for first is for this number, and the rest for those that follow: raw before Roman before Hebrew. */
    String write(String number) {
        if (rawOnce || raw) {
            rawOnce = false;
            return number;
        }
        if (!roman && !hebrew) {
            return language.digits(number);
        }
        if (number.length() > 5) {
            return number;
        }
        int value = Integer.parseInt(number);
        if (roman) {
            roman = false;
            return roman(value);
        }
        hebrew = false;
        return hebrew(value);
    }

    static String roman(int value) {
        if (value <= 0 || value > 10000) {
            return String.valueOf(value);
        }
        StringBuilder out = new StringBuilder();
        int rest = value;
        for (int i = 0; i < VALUES.length; i++) {
            while (rest >= VALUES[i]) {
                out.append(SIGNS[i]);
                rest -= VALUES[i];
            }
        }
        return out.toString();
    }

    static String hebrew(int value) {
        if (value <= 0 || value > 9999) {
            return String.valueOf(value);
        }
        if (value % 1000 == 0) {
            return UNITS[value / 1000] + "' אלפים";
        }
        int rest = value % 100;
        String letters = HUNDREDS[value / 100 % 10] + (rest == 15 ? "טו" : rest == 16 ? "טז" : TENS[rest / 10] + UNITS[rest % 10]);
        String thousands = value >= 1000 ? UNITS[value / 1000] + "'" : "";
        String last = letters.substring(letters.length() - 1);
        int round = value >= 20 && value % 10 == 0 ? MIDDLE.indexOf(last) : -1;
        last = round < 0 ? last : FINAL.substring(round, round + 1);
        return thousands + (letters.length() == 1 ? last + "'" : letters.substring(0, letters.length() - 1) + "\"" + last);
    }
}
