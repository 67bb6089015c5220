package scriptorium.wikitext.language;

import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Chooses among the forms of {@code {{plural:}}}. */
final class PluralForms {

    /** Where wikis do otherwise than the locale data say. */
    private static final Map<String, String> OWN = Map.ofEntries(
            Map.entry("he", "one: n = 1; two: n = 2; many: n != 0..10 and n % 10 = 0"), Map.entry("mk", "one: v = 0 and i % 10 = 1 or f % 10 = 1"),
            Map.entry("pt", "one: n = 0..1"), Map.entry("wa", "one: n = 0..1"), Map.entry("guw", "one: n = 0..1"), Map.entry("mr", "one: i = 0 or n = 1"),
            Map.entry("as", "one: n = 1"), Map.entry("pcm", "one: n = 1"), Map.entry("tg", "one: n = 1"), Map.entry("vi", "one: n = 1"), Map.entry("ceb", "one: n = 1"),
            Map.entry("tl", PluralRules.forLocale(ULocale.forLanguageTag("fil")).toString()));
    private static final List<String> ORDER = List.of("zero", "one", "two", "few", "many", "other");

    private PluralForms() {}

    /** The rules of the first of some languages that tells numbers apart at all. */
    static PluralRules rules(List<String> languages) {
        for (String code : languages) {
            PluralRules own = own(code);
            if (own != null && own.getKeywords().size() > 1) {
                return own;
            }
        }
        return PluralRules.forLocale(ULocale.ENGLISH);
    }

    /** Null for a language of which nothing is known. Large round numbers are no case of their own. */
    private static PluralRules own(String code) {
        if (OWN.containsKey(code)) {
            return PluralRules.createRules(OWN.get(code));
        }
        PluralRules rules = code.indexOf('-') < 0 && Languages.isKnown(code) ? PluralRules.forLocale(ULocale.forLanguageTag(code)) : null;
        if (rules == null || !rules.toString().contains("% 1000000")) {
            return rules;
        }
        return PluralRules.createRules(Arrays.stream(rules.toString().split(";")).filter(rule -> !rule.contains("% 1000000")).collect(Collectors.joining(";")));
    }

    /** A form for a number of its own has its digits before a sign of equality. */
    private static final Pattern EXPLICIT = Pattern.compile("[0-9]=");

    static String choose(double count, List<String> forms, PluralRules rules) {
        List<String> general = new ArrayList<>();
        String written = count == Math.rint(count) && Math.abs(count) < 1e15 ? String.valueOf((long) count) : String.valueOf(count);
        for (String form : forms) {
            if (!EXPLICIT.matcher(form).find()) {
                general.add(form);
            } else if (form.startsWith(written + "=")) {
                return form.substring(written.length() + 1);
            }
        }
        if (general.isEmpty()) {
            return "";
        }
        List<String> keywords = ORDER.stream().filter(rules.getKeywords()::contains).toList();
        int index = Math.max(0, keywords.indexOf(rules.select(Math.abs(count))));
        return general.get(Math.min(index, general.size() - 1));
    }
}
