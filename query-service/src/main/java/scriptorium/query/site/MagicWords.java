package scriptorium.query.site;

import java.util.List;
import scriptorium.contract.result.Result;

/** The words that wikitext gives a meaning of their own, as {@code siteinfo} lists them. */
final class MagicWords {

    static final List<String> VARIABLES = SiteData.lines("variables.txt");
    static final List<String> FUNCTIONS = SiteData.lines("function-hooks.txt");
    private static final List<List<String>> WORDS = SiteData.table("magic-words.tsv");

    private MagicWords() {}

    static Result.Items show() {
        return Result.Items.of("magicword", WORDS.stream().map(MagicWords::word).toList());
    }

    private static Result.Tree word(List<String> columns) {
        return Result.tree().put("name", columns.getFirst())
                .put("aliases", Result.Items.of("alias", columns.subList(2, columns.size())))
                .put("case-sensitive", columns.get(1).equals("case"));
    }
}
