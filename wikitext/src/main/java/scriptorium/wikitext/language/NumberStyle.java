package scriptorium.wikitext.language;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How a language writes numbers, where wikis do otherwise than the locale data say.
 *
 * @param least digits that a number has before it is grouped
 * @param lakhs whether groups are of two digits, after the first three
 * @param zero the first of the ten digits
 */
record NumberStyle(char decimal, String grouping, int least, boolean lakhs, char zero) {

    private static final String BLANK = "\u00A0";
    private static final Map<String, Character> ZEROS = zeros();
    private static final Set<String> LAKHS = Set.of("as", "bn", "gu", "hi", "kn", "mai", "ml", "mr", "or", "pa", "sa", "ta", "te");
    private static final Set<String> LARGE_ONLY = Set.of("an", "ast", "be-tarask", "bg", "es", "et", "hy", "kk", "pl", "ru", "uk");
    private static final Map<String, String> GROUPINGS = Map.ofEntries(Map.entry("an", BLANK), Map.entry("ast", BLANK), Map.entry("es", BLANK),
            Map.entry("gl", "."), Map.entry("ia", BLANK), Map.entry("it", BLANK), Map.entry("oc", BLANK), Map.entry("pt", BLANK), Map.entry("scn", BLANK), Map.entry("vec", BLANK),
            Map.entry("sq", "."), Map.entry("de-ch", "'"), Map.entry("my", ""), Map.entry("km", ""));

    private static Map<String, Character> zeros() {
        Map<String, Character> out = new HashMap<>();
        Map.of("ar ckb sd", '\u0660', "fa ks ps", '\u06F0', "bho hi mai mr ne new sa", '\u0966', "as bn", '\u09E6', "gu", '\u0AE6', "or", '\u0B66',
                "kn", '\u0CE6', "lo", '\u0ED0', "bo dz", '\u0F20', "my", '\u1040').forEach((codes, zero) -> {
                    for (String code : codes.split(" ")) {
                        out.put(code, zero);
                    }
                });
        out.put("km", '\u17E0');
        return out;
    }

    static NumberStyle of(String code, char decimal, String grouping) {
        char zero = ZEROS.getOrDefault(code, '0');
        boolean arabic = zero == '\u0660' || zero == '\u06F0';
        boolean own = GROUPINGS.containsKey(code);
        return new NumberStyle(arabic ? '\u066B' : code.equals("de-ch") || own && grouping.equals(".") ? ',' : decimal,
                arabic ? "\u066C" : GROUPINGS.getOrDefault(code, grouping), LARGE_ONLY.contains(code) ? 5 : 4, LAKHS.contains(code), zero);
    }

    String digits(String text) {
        if (zero == '0') {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c >= '0' && c <= '9' ? (char) (c - '0' + zero) : c);
        }
        return out.toString();
    }

    /** Whether a separator stands before the last so many digits of a number. */
    boolean separates(int rest, int all) {
        return all >= least && (lakhs && rest > 3 ? rest % 2 == 1 : rest % 3 == 0);
    }
}
