package scriptorium.host.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where the services are, and how long one waits for another. */
@ConfigMapping(prefix = "scriptorium.services")
public interface ServicesConfig {

    String authUrl();

    String pageUrl();

    String queryUrl();

    String uploadUrl();

    /** How long to wait for a connection. */
    @WithDefault("2s")
    Duration connectTimeout();

    /** How long to wait for an answer. */
    @WithDefault("60s")
    Duration requestTimeout();

    /** How long to wait for the answer to a request that brings a file: a dump takes its time to be imported. */
    @WithDefault("10m")
    Duration fileTimeout();

    /** Connections to each service at the most. */
    @WithDefault("64")
    int connections();

    /** Requests that may wait for a connection; beyond it they fail at once. */
    @WithDefault("1024")
    int waiting();
}
