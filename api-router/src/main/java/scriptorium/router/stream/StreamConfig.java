package scriptorium.router.stream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** What the world may listen to. */
@ConfigMapping(prefix = "scriptorium.streams")
public interface StreamConfig {

    /** Topics that are served; the prefix {@code mediawiki.} may be left out in addresses. */
    @WithDefault("mediawiki.recentchange,mediawiki.page_change.v1")
    List<String> open();
}
