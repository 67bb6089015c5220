package scriptorium.router.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import scriptorium.contract.module.Descriptor;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.router.main.OwnModules;
import scriptorium.router.request.EdgeConfig;
import scriptorium.router.text.Catalog;

/** All modules of the suite: the router's own and those that the services publish. Kept fresh by asking again; a service that is away keeps what it had. */
@ApplicationScoped
public class ModuleDirectory {

    private static final Logger LOG = Logger.getLogger(ModuleDirectory.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Owner> SERVICES = List.of(Owner.AUTH, Owner.PAGE, Owner.QUERY, Owner.UPLOAD);

    private final Vertx vertx;
    private final ServiceHttp http;
    private final Catalog catalog;
    private final EdgeConfig config;
    private final Map<Owner, Collection<Module>> published = new EnumMap<>(Owner.class);
    private final Map<Owner, String> etags = new EnumMap<>(Owner.class);
    private final Map<Owner, Buffer> bodies = new EnumMap<>(Owner.class);
    private volatile Modules current;
    private volatile boolean complete;

    ModuleDirectory(Vertx vertx, ServiceHttp http, Catalog catalog, EdgeConfig config) {
        this.vertx = vertx;
        this.http = http;
        this.catalog = catalog;
        this.config = config;
        published.put(Owner.ROUTER, own());
        current = new Modules(published.values());
    }

    private static List<Module> own() {
        return OwnModules.all().stream().map(ModuleDirectory::own).toList();
    }

    private static Module own(ModuleSpec spec) {
        ObjectNode descriptor = Descriptor.of(spec);
        if (spec.path().equals("main")) {
            descriptor.remove("group");
        }
        return Module.of(Owner.ROUTER, descriptor);
    }

    void start(@Observes StartupEvent event) {
        refresh();
        vertx.setPeriodic(config.moduleRefresh().toMillis(), _ -> refresh());
    }

    public Modules modules() {
        return current;
    }

    /** Whether every service has been heard of. */
    public boolean complete() {
        return complete;
    }

    private void refresh() {
        SERVICES.forEach(this::refresh);
    }

    private void refresh(Owner owner) {
        String etag;
        synchronized (published) {
            etag = etags.getOrDefault(owner, "");
        }
        http.get(owner, "/internal/modules", etag).onSuccess(answer -> take(owner, answer)).onFailure(fault -> LOG.debugf("event=modules-unreachable service=%s", owner.wireName()));
    }

    private void take(Owner owner, ServiceHttp.Answer answer) {
        if (answer.status() != 200) {
            return;
        }
        if (sameAsBefore(owner, answer.body())) {
            return;
        }
        try {
            JsonNode body = JSON.readTree(answer.body().getBytes());
            Map<String, Module> modules = new LinkedHashMap<>();
            for (JsonNode descriptor : body.path("modules")) {
                Module module = Module.of(owner, (ObjectNode) descriptor);
                modules.put(module.path(), module);
            }
            Map<String, String> texts = new LinkedHashMap<>();
            body.path("messages").properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
            String etag = answer.head().getHeader("ETag");
            publish(owner, modules.values(), etag == null ? "" : etag);
            catalog.publish(owner.wireName(), texts);
            LOG.infof("event=modules-read service=%s modules=%d messages=%d", owner.wireName(), modules.size(), texts.size());
        } catch (IOException | RuntimeException e) {
            LOG.warnf("event=modules-unreadable service=%s problem=%s", owner.wireName(), e.getMessage());
        }
    }

    private boolean sameAsBefore(Owner owner, Buffer body) {
        synchronized (published) {
            return body.equals(bodies.put(owner, body));
        }
    }

    private void publish(Owner owner, Collection<Module> modules, String etag) {
        synchronized (published) {
            published.put(owner, modules);
            etags.put(owner, etag);
            current = new Modules(published.values());
            complete = SERVICES.stream().allMatch(published::containsKey);
        }
    }

    /** One moment's view of all modules. */
    public static final class Modules {
        private final Map<String, Module> byPath = new TreeMap<>();
        private final Map<String, Map<String, String>> groups = new LinkedHashMap<>();

        Modules(Collection<Collection<Module>> published) {
            published.forEach(modules -> modules.forEach(module -> byPath.put(module.path(), module)));
            for (String group : Arrays.asList("action", "format", "prop", "list", "meta")) {
                groups.put(group, names(module -> module.group().equals(group)));
            }
            groups.put("generator", names(module -> module.flag("generator")));
            groups.put("names:format", groups.get("format"));
            Map<String, String> submodules = new TreeMap<>();
            byPath.values().stream().filter(module -> module.path().startsWith("query+")).forEach(module -> submodules.put(module.name(), module.path()));
            groups.put("names:query", submodules);
        }

        /** Ordinary modules by name, then those that are deprecated or internal, as paraminfo lists them. */
        private Map<String, String> names(Predicate<Module> chosen) {
            Map<String, String> names = new LinkedHashMap<>();
            for (boolean last : new boolean[] {false, true}) {
                byPath.values().stream()
                        .filter(module -> !module.path().equals("main") && chosen.test(module))
                        .filter(module -> (module.flag("deprecated") || module.flag("internal")) == last)
                        .forEach(module -> names.put(module.name(), module.path()));
            }
            return Collections.unmodifiableMap(names);
        }

        public Optional<Module> find(String path) {
            return Optional.ofNullable(byPath.get(path));
        }

        public Collection<Module> all() {
            return byPath.values();
        }

        /** Name to path of the modules of a group: action, format, prop, list, meta, generator; {@code names:query} for all submodules of query. */
        public Map<String, String> group(String group) {
            return groups.getOrDefault(group, Map.of());
        }
    }
}
