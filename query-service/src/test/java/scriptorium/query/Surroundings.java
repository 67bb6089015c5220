package scriptorium.query;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.CallerJson;
import scriptorium.stack.Neighbours;

/** Real servers for a test of this service, and callers signed by a played auth-service. */
public final class Surroundings implements QuarkusTestResourceLifecycleManager {

    private static volatile Neighbours neighbours;

    @Override
    public Map<String, String> start() {
        neighbours = Neighbours.of("query");
        Map<String, String> config = new HashMap<>(neighbours.config());
        // So few that a page which is used by some needs jobs.
        config.put("scriptorium.projection.dependents", "3");
        return config;
    }

    @Override
    public void stop() {
        if (neighbours != null) {
            neighbours.close();
        }
    }

    public static String bearer(Caller caller) {
        return neighbours.bearer(CallerJson.write(caller).toString());
    }
}
