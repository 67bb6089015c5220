package scriptorium.query.api;

import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Beginnings of titles as clients write them: normalised like titles, but they may end anywhere. */
final class TitleParts {

    private static final String TAIL = "x";

    private final TitleParser parser;

    TitleParts(TitleParser parser) {
        this.parser = parser;
    }

    /** Refuses what is no title, or one of another namespace. */
    String of(String text, int namespace) {
        if (text.isEmpty()) {
            return "";
        }
        String space = namespace == Namespace.MAIN ? "" : parser.fullText(Title.of(namespace, TAIL)).replaceFirst(TAIL + "$", "");
        return parser.parse(space + text + TAIL, Namespace.MAIN).title()
                .filter(title -> title.isLocal() && title.fragment().isEmpty() && title.namespace() == namespace && title.text().endsWith(TAIL))
                .map(Title::text).map(title -> title.substring(0, title.length() - TAIL.length()))
                .orElseThrow(() -> ApiException.of("invalidtitle", "apierror-invalidtitle", Arg.raw(text)));
    }
}
