package scriptorium.wikitext.language;

/** Numbers within text. */
final class NumberText {

    private NumberText() {}

    static String format(String text, NumberStyle style, boolean grouped) {
        return style.written(separated(text, style, grouped));
    }

    private static String separated(String text, NumberStyle style, boolean grouped) {
        if (text.length() <= 3 && digitsEnd(text, 0) == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 8);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '.' && at > 0 && digitsEnd(text, at + 1) > at + 1) {
                // The fraction of nothing is not parted.
                int fractionEnd = digitsEnd(text, at + 1);
                out.append(text, at, fractionEnd);
                at = fractionEnd;
                continue;
            }
            if (c < '0' || c > '9') {
                out.append(c == '-' && startsNumber(text, at + 1) ? '\u2212' : c);
                at++;
                continue;
            }
            int end = digitsEnd(text, at);
            appendGrouped(out, text, at, end, style, grouped);
            if (end + 1 < text.length() && text.charAt(end) == '.' && digitsEnd(text, end + 1) > end + 1) {
                int fractionEnd = digitsEnd(text, end + 1);
                out.append(grouped ? style.decimal() : ".").append(text, end + 1, fractionEnd);
                end = fractionEnd;
            }
            at = end;
        }
        return out.toString();
    }

    private static boolean startsNumber(String text, int at) {
        int digit = at < text.length() && text.charAt(at) == '.' ? at + 1 : at;
        return digit < text.length() && text.charAt(digit) >= '0' && text.charAt(digit) <= '9';
    }

    private static int digitsEnd(String text, int at) {
        int end = at;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static void appendGrouped(StringBuilder out, String text, int from, int to, NumberStyle style, boolean grouped) {
        for (int i = from; i < to; i++) {
            if (grouped && i > from && style.separates(to - i, to - from)) {
                out.append(style.grouping());
            }
            out.append(text.charAt(i));
        }
    }

    static String parse(String text, NumberStyle style) {
        String plain = style.grouping().isEmpty() ? text : text.replace(style.grouping(), "");
        return style.read(plain.replace(style.decimal(), "."));
    }
}
