package scriptorium.query.api;

import jakarta.inject.Singleton;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.wikitext.title.TitleParser;

/** {@code list=imageusage}. */
@Singleton
class ImageUsageModule extends SourcesModule {
    ImageUsageModule(Index index, TitleFields titles, TitleParser parser) {
        super(index, titles, parser, "imageusage", "iu", "iu", "image_link", true);
    }
}
