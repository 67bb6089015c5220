package scriptorium.query.api;

import jakarta.inject.Singleton;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.wikitext.title.TitleParser;

/** {@code prop=templates}. */
@Singleton
class TemplatesModule extends TargetsModule {
    TemplatesModule(Index index, TitleFields titles, TitleParser parser) {
        super(index, titles, parser, "templates", "tl", "templates", "template_link", "tl");
    }
}
