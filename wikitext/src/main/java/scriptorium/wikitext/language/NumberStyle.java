package scriptorium.wikitext.language;

import java.util.Map;

/**
 * How a language writes numbers.
 *
 * @param decimal sign before a fraction
 * @param grouping sign between groups, empty for none
 * @param size digits of a group, but for the last, which has three; 0 for no groups
 * @param least digits that a number has before it is grouped
 * @param digits from zero to nine; empty for those of English
 */
record NumberStyle(String decimal, String grouping, int size, int least, String digits) {

    private static final NumberStyle ENGLISH = new NumberStyle(".", ",", 3, 4, "");
    private static final Map<String, NumberStyle> ALL = LanguageFile.byCode("numbers.tsv",
            row -> new NumberStyle(row[1], row[2], Integer.parseInt(row[3]), Integer.parseInt(row[4]), row[5]));

    static NumberStyle of(String code) {
        return ALL.getOrDefault(code, ENGLISH);
    }

    /** The text with its digits as the language writes them. */
    String written(String text) {
        if (digits.isEmpty()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                out.appendCodePoint(digits.codePointAt(digits.offsetByCodePoints(0, c - '0')));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** The text with the language's digits as those of English. */
    String read(String text) {
        if (digits.isEmpty()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int place = digits.indexOf(c);
            out.appendCodePoint(place < 0 ? c : '0' + digits.codePointCount(0, place));
        });
        return out.toString();
    }

    /** Whether a separator stands before the last so many digits of a number. */
    boolean separates(int rest, int all) {
        return size > 0 && all >= least && rest >= 3 && (rest - 3) % size == 0;
    }
}
