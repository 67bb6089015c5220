package scriptorium.host.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the outbox is sent. */
@ConfigMapping(prefix = "scriptorium.outbox")
public interface OutboxConfig {

    /** Whether this service has an outbox. */
    @WithDefault("false")
    boolean enabled();

    /** Rows sent in one go. */
    @WithDefault("500")
    int batch();

    /** How often to look for rows without having been told of any. */
    @WithDefault("2s")
    Duration poll();

    /** How long one send may take before it is tried again. */
    @WithDefault("30s")
    Duration sendTimeout();

    /** How long a topic that refused an event is left alone. */
    @WithDefault("10s")
    Duration rest();
}
