package scriptorium.host.module;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The modules of this service by path. */
@ApplicationScoped
public class ModuleRegistry {

    private final Map<String, ApiModule> byPath = new TreeMap<>();

    ModuleRegistry(@All List<ApiModule> modules) {
        for (ApiModule module : modules) {
            ApiModule twin = byPath.put(module.spec().path(), module);
            if (twin != null) {
                throw new IllegalStateException("declared twice: " + module.spec().path());
            }
        }
    }

    public Optional<ApiModule> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    public List<ApiModule> all() {
        return List.copyOf(byPath.values());
    }
}
