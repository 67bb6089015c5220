package scriptorium.query.api;

import java.util.Optional;
import java.util.Set;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.language.KnownLanguage;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

/** The language that a page is written in: the wiki's, but for code, and for translations of messages. */
record PageLanguage(String code) {

    private static final Set<String> CODE = Set.of("css", "javascript", "json", "Scribunto", "sanitized-css", "vue");

    static PageLanguage of(Title title, String model, WikiSite site) {
        return new PageLanguage(CODE.contains(model) ? "en" : translation(title).orElse(site.language()));
    }

    private static Optional<String> translation(Title title) {
        int slash = title.namespace() == Namespace.MEDIAWIKI ? title.text().lastIndexOf('/') : -1;
        return slash < 0 ? Optional.empty() : Optional.of(title.text().substring(slash + 1)).filter(code -> KnownLanguage.of(code).isPresent());
    }

    /** As HTML names it. */
    String htmlCode() {
        return KnownLanguage.htmlCode(code);
    }

    String direction() {
        return KnownLanguage.direction(code);
    }
}
