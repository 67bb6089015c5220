package scriptorium.query.api;

import jakarta.inject.Singleton;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;

/** {@code prop=linkshere}. */
@Singleton
class LinksHereModule extends SourcesPropModule {
    LinksHereModule(Index index, TitleFields titles) {
        super(index, titles, "linkshere", "lh", "page_link");
    }
}
