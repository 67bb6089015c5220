package scriptorium.query.api;

import jakarta.inject.Singleton;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.wikitext.title.TitleParser;

/** {@code list=allredirects}. */
@Singleton
class AllRedirectsModule extends AllTargetsModule {
    AllRedirectsModule(Index index, TitleFields titles, TitleParser parser) {
        super(index, titles, parser, "allredirects", "ar", "r", "redirect", 0);
    }
}
