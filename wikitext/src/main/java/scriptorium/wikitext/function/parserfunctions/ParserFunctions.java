package scriptorium.wikitext.function.parserfunctions;

import java.util.List;
import java.util.stream.Stream;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.function.core.Definition;

/** All functions of this package that a wiki has. */
public final class ParserFunctions {

    private ParserFunctions() {}

    /** String functions are there unless the site's option {@code PFEnableStringFunctions} says "false". */
    public static List<Definition> all(WikiSite site) {
        boolean strings = List.of("true", "1").contains(site.options().getOrDefault("PFEnableStringFunctions", "true"));
        return Stream.of(Conditions.all(), Times.all(), Paths.all(), strings ? Strings.all() : List.<Definition>of()).flatMap(List::stream)
                .toList();
    }

    static String error(String text) {
        return "<strong class=\"error\">" + text + "</strong>";
    }
}
