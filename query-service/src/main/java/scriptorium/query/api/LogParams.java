package scriptorium.query.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import scriptorium.contract.event.EventJson;
import scriptorium.contract.result.Result;

/** Parameters of log entries: kept as JSON, shown as values. */
final class LogParams {

    /** Names of the items of lists in XML. */
    private static final Map<String, String> ELEMENTS = Map.of("oldgroups", "g", "newgroups", "g", "oldmetadata", "g", "newmetadata", "g", "flags", "f",
            "pages", "p", "namespaces", "ns");

    private LogParams() {}

    static Result of(String json) {
        try {
            return (Result) value(EventJson.MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Object value(JsonNode node) {
        if (node.isObject()) {
            Result.Tree tree = Result.tree();
            node.properties().forEach(entry -> tree.set(entry.getKey(), value(entry.getValue(), ELEMENTS.getOrDefault(entry.getKey(), ""))));
            return tree;
        }
        return value(node, "");
    }

    private static Object value(JsonNode node, String element) {
        if (node.isObject()) {
            return value(node);
        }
        if (node.isArray()) {
            Result.Items items = Result.items(element);
            node.forEach(item -> items.add(value(item)));
            return items;
        }
        return node.isBoolean() ? (Object) node.asBoolean() : node.isIntegralNumber() ? (Object) node.asLong() : node.isNumber() ? (Object) node.asDouble()
                : node.isNull() ? null : node.asText();
    }
}
