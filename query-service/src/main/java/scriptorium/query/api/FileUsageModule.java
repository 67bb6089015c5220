package scriptorium.query.api;

import jakarta.inject.Singleton;
import scriptorium.query.frame.TitleFields;
import scriptorium.query.index.Index;

/** {@code prop=fileusage}. */
@Singleton
class FileUsageModule extends SourcesPropModule {
    FileUsageModule(Index index, TitleFields titles) {
        super(index, titles, "fileusage", "fu", "image_link");
    }
}
