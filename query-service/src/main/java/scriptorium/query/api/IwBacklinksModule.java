package scriptorium.query.api;

import jakarta.inject.Singleton;
import java.util.List;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;

/** {@code list=iwbacklinks}. */
@Singleton
class IwBacklinksModule extends ForeignBacklinksModule {
    IwBacklinksModule(Index index, TitleFields titles) {
        super(index, titles, "iwbacklinks", "iwbl", "interwiki_link", "prefix", "prefix", List.of("iwprefix", "iwtitle"), "invalidparammix");
    }
}
