package scriptorium.page.api;

import com.fasterxml.jackson.databind.JsonNode;
import scriptorium.contract.result.Result;

/** JSON that is kept with a log entry, as part of an answer. */
final class JsonResult {

    private JsonResult() {}

    static Object of(JsonNode node) {
        if (node.isObject()) {
            Result.Tree tree = Result.tree();
            node.fields().forEachRemaining(field -> tree.set(field.getKey(), of(field.getValue())));
            return tree;
        }
        if (node.isArray()) {
            Result.Items items = Result.items("v");
            node.forEach(value -> items.add(of(value)));
            return items;
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.isIntegralNumber() ? (Object) node.longValue() : node.asText();
    }
}
