package scriptorium.query.api;

import jakarta.inject.Singleton;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;

/** {@code prop=transcludedin}. */
@Singleton
class TranscludedInModule extends SourcesPropModule {
    TranscludedInModule(Index index, TitleFields titles) {
        super(index, titles, "transcludedin", "ti", "template_link");
    }
}
