package scriptorium.query.projection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are taken in. */
@ConfigMapping(prefix = "scriptorium.projection")
public interface ProjectionConfig {

    /** Consumer group; all replicas of query-service share one. */
    @WithDefault("query-index")
    String group();

    /** Events taken in one go. */
    @WithDefault("100")
    int batch();

    /** How long one event may take before it is tried again. */
    @WithDefault("60s")
    Duration eventTimeout();

    /** Events of different pages that are applied side by side. */
    @WithDefault("8")
    int concurrency();

    /** Pages that are parsed again side by side because something they use has changed. */
    @WithDefault("2")
    int jobs();

    /** How often an event is tried before it counts as a dead letter, or the consumer begins anew. */
    @WithDefault("4")
    int tries();

    /** Pause before a failed event is tried again. */
    @WithDefault("1s")
    Duration retryPause();

    /** How long an event is tried that fails for a reason that may pass, before it counts as a dead letter; as long as the database takes that in. */
    @WithDefault("15m")
    Duration giveUpAfter();

    /** How often it is looked how far the index is behind. */
    @WithDefault("1s")
    Duration lookEvery();

    /** Looks that are remembered while the index is behind. */
    @WithDefault("3600")
    int marks();

    /** Pages that are refreshed in one go when a page that they use changes; the others follow in jobs of as many. */
    @WithDefault("500")
    int dependents();

    /** Requests that may wait for the index at a time. */
    @WithDefault("10000")
    int maxWaiting();
}
