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

    /** A session that is logged in and not used. */
    @WithDefault("14d")
    Duration idle();

    /** How long the old id of a session is good once it has a new one: for requests that are on their way. */
    @WithDefault("1m")
    Duration renewal();

    /** A session that is not. */
    @WithDefault("1h")
    Duration anonymousLifetime();

    /** The cookie that keeps a client logged in. */
    @WithDefault("180d")
    Duration remember();

    /** An internal identity token. */
    @WithDefault("60s")
    Duration identity();

    /** After which time a new key signs identities. */
    @WithDefault("90d")
    Duration keyRotation();

    /** How often a replica looks for keys that others have made; a new key signs after twice that time. */
    @WithDefault("1m")
    Duration keyRefresh();
}
