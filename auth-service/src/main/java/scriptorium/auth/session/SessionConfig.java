package scriptorium.auth.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long things last. */
@ConfigMapping(prefix = "scriptorium.session")
public interface SessionConfig {

    /** A session that is logged in. */
    @WithDefault("30d")
    Duration lifetime();

    /** A session that is not. */
    @WithDefault("1h")
    Duration anonymousLifetime();

    /** The cookie that keeps a client logged in. */
    @WithDefault("180d")
    Duration remember();

    /** An internal identity token. */
    @WithDefault("60s")
    Duration identity();
}
