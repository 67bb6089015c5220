package scriptorium.query.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.result.Result;

/** Parameters of log entries: kept as JSON, shown as values. */
final class LogParams {

    /** What XML calls the members of a list; by the name of the list, as MediaWiki's logs have it. */
    private static final Map<String, String> ELEMENTS = Map.of("flags", "f", "pages", "p", "namespaces", "ns", "ids", "id", "oldgroups", "g", "newgroups", "g",
            "oldmetadata", "g", "newmetadata", "g");

    private LogParams() {}

    static Result of(String json) {
        try {
            return (Result) value("", EventJson.MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(String name, JsonNode node) {
        if (node.isObject()) {
            Result.Tree tree = Result.tree();
            node.properties().forEach(entry -> tree.set(entry.getKey(), value(entry.getKey(), entry.getValue())));
            return tree;
        }
        if (node.isArray()) {
            Result.Items items = Result.items(ELEMENTS.getOrDefault(name, ""));
            node.forEach(item -> items.add(value("", item)));
            return items;
        }
        return node.isBoolean() ? (Object) node.asBoolean() : node.isIntegralNumber() ? (Object) node.asLong() : node.isNumber() ? (Object) node.asDouble()
                : node.isNull() ? null : node.asText();
    }
}
