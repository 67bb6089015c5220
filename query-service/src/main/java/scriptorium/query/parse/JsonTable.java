package scriptorium.query.parse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** JSON as nested HTML tables. */
final class JsonTable {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int MAX_DEPTH = 100;

    private JsonTable() {}

    static String of(String text) {
        try {
            JsonNode root = JSON.readTree(text);
            StringBuilder html = new StringBuilder("<div class=\"noresize\">");
            if (root.isObject()) {
                table(html, root, 0);
            } else {
                html.append("<table class=\"mw-json\"><tbody><tr>");
                cell(html, root, 0);
                html.append("</tr></tbody></table>");
            }
            return html.append("</div>").toString();
        } catch (JsonProcessingException e) {
            return "Not valid JSON.";
        }
    }

    private static void table(StringBuilder html, JsonNode node, int depth) {
        html.append("<table class=\"mw-json\"><tbody>");
        if (node.isEmpty()) {
            html.append("<tr><td class=\"mw-json-empty\">").append(node.isArray() ? "Empty array" : "Empty object").append("</td></tr>");
        }
        String between = "";
        if (node.isArray()) {
            for (JsonNode value : node) {
                html.append(between).append("<tr>");
                cell(html, value, depth);
                html.append("</tr>");
                between = "\n";
            }
        } else {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                html.append("<tr><th><span>").append(PlainPages.escape(field.getKey())).append("</span></th>");
                cell(html, field.getValue(), depth);
                html.append("</tr>");
            }
        }
        html.append("</tbody></table>");
    }

    private static void cell(StringBuilder html, JsonNode value, int depth) {
        if (value.isContainerNode() && depth < MAX_DEPTH) {
            html.append("<td>");
            table(html, value, depth + 1);
            html.append("</td>");
        } else {
            String text = value.isTextual() ? "\"" + value.textValue() + "\"" : value.toString();
            html.append("<td class=\"mw-json-value\">").append(PlainPages.escape(text).replace("&quot;", "\"")).append("</td>");
        }
    }
}
