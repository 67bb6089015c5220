package scriptorium.query.site;

import java.util.List;
import scriptorium.contract.result.Result;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.Namespace;

/** The words that wikitext gives a meaning of their own, as {@code siteinfo} lists them. */
final class MagicWords {

    static final List<String> VARIABLES = SiteData.lines("variables.txt");
    private static final List<String> FUNCTIONS = SiteData.lines("function-hooks.txt");
    private static final List<String> STRINGS = List.of("len", "pos", "rpos", "sub", "count", "replace", "explode", "urldecode");
    private static final List<List<String>> WORDS = SiteData.table("magic-words.tsv");

    private MagicWords() {}

    static Result.Items show(WikiSite site) {
        Result.Items words = Result.Items.of("magicword", WORDS.stream().filter(word -> has(site, word.getFirst())).map(MagicWords::word).toList());
        return runsModules(site) ? words.add(word(List.of("invoke", "any", "invoke"))) : words;
    }

    static Result.Items functions(WikiSite site) {
        Result.Items names = Result.Items.of("h", FUNCTIONS.stream().filter(name -> has(site, name)).toList());
        return runsModules(site) ? names.add("invoke") : names;
    }

    private static boolean has(WikiSite site, String name) {
        return !STRINGS.contains(name) || !List.of("false", "0").contains(site.options().getOrDefault("PFEnableStringFunctions", "true"));
    }

    private static boolean runsModules(WikiSite site) {
        return site.namespaces().stream().anyMatch(namespace -> namespace.id() == Namespace.MODULE);
    }

    private static Result.Tree word(List<String> columns) {
        return Result.tree().put("name", columns.getFirst())
                .put("aliases", Result.Items.of("alias", columns.subList(2, columns.size())))
                .put("case-sensitive", columns.get(1).equals("case"));
    }
}
