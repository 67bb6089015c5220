package scriptorium.wikitext.title;

import org.jsoup.parser.Parser;

/** Character references in titles. */
final class Entities {

    private Entities() {}

    static String decode(String text) {
        return Parser.unescapeEntities(text, true);
    }
}
