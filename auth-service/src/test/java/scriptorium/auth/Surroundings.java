package scriptorium.auth;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import scriptorium.stack.InfraProcess;
import scriptorium.stack.Ports;

/** What auth-service needs around it in tests: a real PostgreSQL and Kafka. Its neighbours are away. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

    public static final String KEY = "a key of the suite's own";
    public static final String ADMIN_PASSWORD = "Correct-horse-battery-1";
    public static final String BOT_PASSWORD = "botpassbotpassbotpassbotpassbot1";

    private InfraProcess infra;

    @Override
    public Map<String, String> start() {
        try {
            infra = InfraProcess.start(Files.createTempDirectory("auth-test"));
            Map<String, String> config = new HashMap<>(infra.config("auth"));
            int port = Ports.free(0);
            config.put("quarkus.http.test-port", String.valueOf(port));
            config.put("scriptorium.services.auth-url", "http://127.0.0.1:" + port);
            config.put("scriptorium.internal-key", KEY);
            config.put("scriptorium.admin.password", ADMIN_PASSWORD);
            config.put("scriptorium.admin.bot-password", "test:" + BOT_PASSWORD);
            config.put("scriptorium.password.memory-kib", "64");
            config.put("scriptorium.password.iterations", "1");
            config.put("scriptorium.site.temporary-accounts", "true");
            return config;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (infra != null) {
            infra.close();
        }
    }
}
