package scriptorium.wikitext.function.core;

import java.util.List;
import java.util.stream.Stream;

/** All functions and variables of this package. */
public final class CoreFunctions {

    private CoreFunctions() {}

    public static List<Definition> all() {
        return Stream.of(TextFunctions.all(), UrlFunctions.all(), NumberFunctions.all(), PageNames.all(), PageFacts.all(),
                TimeVariables.all(),
                SiteVariables.all(), LanguageFunctions.all(), FormatDate.all(), MessageAndTag.all()).flatMap(List::stream).toList();
    }
}
