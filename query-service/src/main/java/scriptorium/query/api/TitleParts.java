package scriptorium.query.api;

import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** Beginnings of titles as clients write them: normalised like titles, but they may end anywhere. */
final class TitleParts {

    private static final String TAIL = "x";

    private final TitleParser parser;

    TitleParts(TitleParser parser) {
        this.parser = parser;
    }

    String of(String text, int namespace) {
        return parser.parse(text + TAIL, namespace).title().filter(title -> title.isLocal() && title.namespace() == namespace).map(Title::text)
                .map(title -> title.substring(0, title.length() - TAIL.length())).orElse(text.replace('_', ' '));
    }
}
