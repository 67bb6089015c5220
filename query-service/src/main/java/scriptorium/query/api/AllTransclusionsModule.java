package scriptorium.query.api;

import jakarta.inject.Singleton;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;
import scriptorium.wikitext.title.TitleParser;

/** {@code list=alltransclusions}. */
@Singleton
class AllTransclusionsModule extends AllTargetsModule {
    AllTransclusionsModule(Index index, TitleFields titles, TitleParser parser) {
        super(index, titles, parser, "alltransclusions", "at", "t", "template_link", 10);
    }
}
