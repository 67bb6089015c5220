package scriptorium.query.site;

import java.util.List;
import scriptorium.contract.result.Result;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.language.MagicWords;
import scriptorium.wikitext.language.MagicWords.Word;
import scriptorium.wikitext.title.Namespace;

/** The words that wikitext gives a meaning of their own, as {@code siteinfo} lists them. */
final class MagicWordLists {

    static final List<String> VARIABLES = SiteData.lines("variables.txt");
    private static final List<String> FUNCTIONS = SiteData.lines("function-hooks.txt");
    private static final List<String> STRINGS = List.of("len", "pos", "rpos", "sub", "count", "replace", "explode", "urldecode");
    private static final String MODULES = "invoke";

    private MagicWordLists() {}

    static Result.Items show(WikiSite site) {
        return Result.Items.of("magicword", MagicWords.of(site.language()).all().stream().filter(word -> has(site, word.name())).map(MagicWordLists::word).toList());
    }

    static Result.Items functions(WikiSite site) {
        Result.Items names = Result.Items.of("h", FUNCTIONS.stream().filter(name -> has(site, name)).toList());
        return runsModules(site) ? names.add(MODULES) : names;
    }

    private static boolean has(WikiSite site, String name) {
        if (name.equals(MODULES)) {
            return runsModules(site);
        }
        return !STRINGS.contains(name) || !List.of("false", "0").contains(site.options().getOrDefault("PFEnableStringFunctions", "true"));
    }

    private static boolean runsModules(WikiSite site) {
        return site.namespaces().stream().anyMatch(namespace -> namespace.id() == Namespace.MODULE);
    }

    private static Result.Tree word(Word word) {
        return Result.tree().put("name", word.name()).put("aliases", Result.Items.of("alias", word.aliases())).put("case-sensitive", word.caseSensitive());
    }
}
