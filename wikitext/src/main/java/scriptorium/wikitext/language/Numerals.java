package scriptorium.wikitext.language;

/** How the next number of a format is written. */
final class Numerals {

    private static final int[] VALUES = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    private static final String[] SIGNS = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
    private static final String[] UNITS = {"", "א", "ב", "ג", "ד", "ה", "ו", "ז", "ח", "ט"};
    private static final String[] TENS = {"", "י", "כ", "ל", "מ", "נ", "ס", "ע", "פ", "צ"};
    private static final String[] HUNDREDS = {"", "ק", "ר", "ש", "ת", "תק", "תר", "תש", "תת", "תתק"};

    private enum Style { PLAIN, ROMAN, HEBREW }

    private Style next = Style.PLAIN;

    /** English and all languages with Latin digits write raw and local numbers alike, so only the styles matter. */
    void rawOnce() {
        next = Style.PLAIN;
    }

    void toggleRaw() {
        next = Style.PLAIN;
    }

    void romanOnce() {
        next = Style.ROMAN;
    }

    void hebrewOnce() {
        next = Style.HEBREW;
    }

    String write(String number) {
        Style style = next;
        next = Style.PLAIN;
        if (style == Style.PLAIN || number.length() > 5) {
            return number;
        }
        int value = Integer.parseInt(number);
        return style == Style.ROMAN ? roman(value) : hebrew(value);
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
        return thousands + (letters.length() == 1 ? letters + "'" : letters.substring(0, letters.length() - 1) + "\""
                + letters.substring(letters.length() - 1));
    }
}
