package scriptorium.query.api;

import jakarta.inject.Singleton;
import java.util.List;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;

/** {@code list=langbacklinks}. */
@Singleton
class LangBacklinksModule extends ForeignBacklinksModule {
    LangBacklinksModule(Index index, TitleFields titles) {
        super(index, titles, "langbacklinks", "lbl", "language_link", "language", "lang", List.of("lllang", "lltitle"), "nolang");
    }
}
