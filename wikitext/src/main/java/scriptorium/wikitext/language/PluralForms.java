package scriptorium.wikitext.language;

import com.ibm.icu.text.PluralRules;
import java.util.ArrayList;
import java.util.List;

/** Chooses among the forms of {@code {{plural:}}}. */
final class PluralForms {

    private static final List<String> ORDER = List.of("zero", "one", "two", "few", "many", "other");

    private PluralForms() {}

    static String choose(double count, List<String> forms, PluralRules rules) {
        List<String> general = new ArrayList<>();
        for (String form : forms) {
            int equals = form.indexOf('=');
            if (equals > 0 && form.substring(0, equals).chars().allMatch(c -> c >= '0' && c <= '9')) {
                if (equals < 16 && Double.parseDouble(form.substring(0, equals)) == count) {
                    return form.substring(equals + 1);
                }
            } else {
                general.add(form);
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
