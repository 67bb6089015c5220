package scriptorium.query.api;

import jakarta.inject.Singleton;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.wikitext.title.TitleParser;

/** {@code list=backlinks}. */
@Singleton
class BacklinksModule extends SourcesModule {
    BacklinksModule(Index index, TitleFields titles, TitleParser parser) {
        super(index, titles, parser, "backlinks", "bl", "bl", "page_link", true);
    }
}
