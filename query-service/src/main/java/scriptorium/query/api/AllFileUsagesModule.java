package scriptorium.query.api;

import jakarta.inject.Singleton;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.wikitext.title.TitleParser;

/** {@code list=allfileusages}. */
@Singleton
class AllFileUsagesModule extends AllTargetsModule {
    AllFileUsagesModule(Index index, TitleFields titles, TitleParser parser) {
        super(index, titles, parser, "allfileusages", "af", "f", "image_link", 6);
    }
}
