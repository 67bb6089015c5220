package scriptorium.query.api;

import jakarta.inject.Singleton;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.wikitext.title.TitleParser;

/** {@code list=embeddedin}. */
@Singleton
class EmbeddedInModule extends SourcesModule {
    EmbeddedInModule(Index index, TitleFields titles, TitleParser parser) {
        super(index, titles, parser, "embeddedin", "ei", "ei", "template_link", false);
    }
}
