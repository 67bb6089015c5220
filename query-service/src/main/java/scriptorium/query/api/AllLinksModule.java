package scriptorium.query.api;

import jakarta.inject.Singleton;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.wikitext.title.TitleParser;

/** {@code list=alllinks}. */
@Singleton
class AllLinksModule extends AllTargetsModule {
    AllLinksModule(Index index, TitleFields titles, TitleParser parser) {
        super(index, titles, parser, "alllinks", "al", "l", "page_link", 0);
    }
}
