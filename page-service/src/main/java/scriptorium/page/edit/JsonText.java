package scriptorium.page.edit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Iterator;
import java.util.Map;

/** Texts of pages whose model is JSON: kept with one member a line, indented by tabs. */
final class JsonText {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonText() {}

    static boolean valid(String text) {
        try {
            return !MAPPER.readTree(text).isMissingNode();
        } catch (JsonProcessingException bad) {
            return false;
        }
    }

    static String pretty(String text) {
        try {
            StringBuilder out = new StringBuilder();
            write(MAPPER.readTree(text), "\n", out);
            return out.toString();
        } catch (JsonProcessingException bad) {
            throw new IllegalArgumentException(bad);
        }
    }

    private static void write(JsonNode node, String lineEnd, StringBuilder out) throws JsonProcessingException {
        if (node.isEmpty() || node.isValueNode()) {
            out.append(node.isContainerNode() ? node.isArray() ? "[]" : "{}" : MAPPER.writeValueAsString(node));
            return;
        }
        String inner = lineEnd + "\t";
        out.append(node.isArray() ? '[' : '{');
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                out.append(i == 0 ? inner : "," + inner);
                write(node.get(i), inner, out);
            }
        } else {
            for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext();) {
                Map.Entry<String, JsonNode> field = fields.next();
                out.append(inner).append(MAPPER.writeValueAsString(field.getKey())).append(": ");
                write(field.getValue(), inner, out);
                out.append(fields.hasNext() ? "," : "");
            }
        }
        out.append(lineEnd).append(node.isArray() ? ']' : '}');
    }
}
