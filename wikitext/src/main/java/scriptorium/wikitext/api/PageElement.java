package scriptorium.wikitext.api;

import scriptorium.wikitext.language.KnownLanguage;
import scriptorium.wikitext.pass.Sanitizer;

/** The element around the HTML of a page: it says what language the page is written in. */
public final class PageElement {

    public static final String END = "</div>";

    private PageElement() {}

    public static String start(String css, String language) {
        String direction = KnownLanguage.direction(language);
        return "<div class=\"mw-content-" + direction + " " + Sanitizer.escape(css) + "\" lang=\"" + KnownLanguage.htmlCode(language) + "\" dir=\"" + direction + "\">";
    }
}
