package scriptorium.query.api;

import jakarta.inject.Singleton;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.wikitext.title.TitleParser;

/** {@code prop=links}. */
@Singleton
class LinksModule extends TargetsModule {
    LinksModule(Index index, TitleFields titles, TitleParser parser) {
        super(index, titles, parser, "links", "pl", "titles", "page_link", "pl");
    }
}
