package scriptorium.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;

/** What one service has around it in its tests: real PostgreSQL, Kafka and S3, and an auth-service that is played. */
public final class Neighbours implements AutoCloseable {

    private final InfraProcess infra;
    private final PlayedAuth auth;
    private final Map<String, String> config;

    private Neighbours(InfraProcess infra, PlayedAuth auth, String database) {
        this.infra = infra;
        this.auth = auth;
        config = new HashMap<>(infra.config(database));
        config.put("scriptorium.services.auth-url", auth.url());
    }

    /** @param database the service's own: "page", … */
    public static Neighbours of(String database) {
        try {
            return new Neighbours(InfraProcess.start(Files.createTempDirectory(database + "-test")), PlayedAuth.start(), database);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the service is to be configured with. */
    public Map<String, String> config() {
        return config;
    }

    /** As {@link PlayedAuth#bearer}. */
    public String bearer(String caller) {
        return auth.bearer(caller);
    }

    @Override
    public void close() {
        auth.close();
        infra.close();
    }
}
