package scriptorium.query.api;

import jakarta.inject.Singleton;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;

/** {@code prop=redirects}. */
@Singleton
class RedirectsModule extends SourcesPropModule {
    RedirectsModule(Index index, TitleFields titles) {
        super(index, titles, "redirects", "rd", "redirect");
    }
}
