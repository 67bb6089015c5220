package scriptorium.router.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A module as its owner declares it.
 *
 * @param descriptor what the owner publishes of it; never changed
 * @param parameters full names of its parameters, with its prefix
 */
public record Module(String path, String name, String group, Owner owner, ObjectNode descriptor, Set<String> parameters) {

    public static Module of(Owner owner, ObjectNode descriptor) {
        String prefix = descriptor.path("prefix").asText();
        Set<String> parameters = new LinkedHashSet<>();
        for (JsonNode parameter : descriptor.path("parameters")) {
            parameters.add(prefix + parameter.path("name").asText());
        }
        return new Module(descriptor.path("path").asText(), descriptor.path("name").asText(), descriptor.path("group").asText(), owner, descriptor,
                Set.copyOf(parameters));
    }

    public String prefix() {
        return descriptor.path("prefix").asText();
    }

    public boolean flag(String name) {
        return descriptor.path(name).asBoolean();
    }

    public boolean writes() {
        return flag("writerights");
    }
}
