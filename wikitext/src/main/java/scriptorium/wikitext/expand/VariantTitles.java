package scriptorium.wikitext.expand;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import scriptorium.wikitext.convert.LanguageVariants;
import scriptorium.wikitext.title.Title;

/** Pages that are there under their title in another variant of the wiki's language. */
public final class VariantTitles {

    private VariantTitles() {}

    /** For each of these titles without a page the one in another variant that has a page, or is the page at hand. */
    public static Map<Title, Title> existing(ParseState state, Collection<Title> missing) {
        Map<Title, List<Title>> candidates = new LinkedHashMap<>();
        List<Title> all = new ArrayList<>();
        for (Title title : missing) {
            List<Title> others = others(state, title);
            if (!others.isEmpty()) {
                candidates.put(title, others);
                all.addAll(others);
            }
        }
        if (all.isEmpty()) {
            return Map.of();
        }
        Collection<Title> there = state.source.links(all).keySet();
        Map<Title, Title> found = new HashMap<>();
        candidates.forEach((title, others) -> others.stream().filter(state.request.page()::equals).findFirst()
                .or(() -> others.stream().filter(there::contains).findFirst()).ifPresent(other -> found.put(title, other)));
        return found;
    }

    static List<Title> others(ParseState state, Title title) {
        List<String> spellings = LanguageVariants.of(state.site).spellings(title.text());
        return spellings.isEmpty() ? List.of() : spellings.stream().map(text -> Title.of(title.namespace(), text)).toList();
    }
}
