package scriptorium.contract.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Metadata of files, kept as a list of {name, value}, in the forms in which answers show it. */
public final class MetadataResult {

    private static final Set<String> CAMERA_VERSION = Set.of("MEDIAWIKI_EXIF_VERSION");
    private static final Set<String> FORMAT_VERSIONS = Set.of("_MW_PNG_VERSION", "_MW_GIF_VERSION", "_MW_WEBP_VERSION");

    private MetadataResult() {}

    /** All of it, as the newest version has it. */
    public static Result.Items all(JsonNode list) {
        return items(list, Set.of());
    }

    /** All of it as the first version had it: lists of camera metadata were texts. */
    public static Result.Items first(JsonNode list) {
        if (!isCamera(list)) {
            return all(list);
        }
        Result.Items items = Result.items("metadata");
        for (JsonNode entry : list) {
            Result.Tree shown = named(entry);
            boolean version = entry.path("name").asText().equals("MEDIAWIKI_EXIF_VERSION");
            JsonNode value = entry.path("value");
            items.add(version ? shown.put("value", 1) : shown.set("value", value.isArray() ? flat(value) : value(value)));
        }
        return items;
    }

    /** What formats have in common: the part without that which depends on the format. */
    public static Result.Items common(JsonNode list) {
        if (isCamera(list)) {
            return items(list, CAMERA_VERSION);
        }
        for (JsonNode entry : list) {
            if (entry.path("name").asText().equals("metadata") && entry.path("value").isArray()) {
                return items(entry.path("value"), FORMAT_VERSIONS);
            }
        }
        return Result.items("metadata");
    }

    private static boolean isCamera(JsonNode list) {
        for (JsonNode entry : list) {
            if (CAMERA_VERSION.contains(entry.path("name").asText())) {
                return true;
            }
        }
        return false;
    }

    private static Result.Items items(JsonNode list, Set<String> without) {
        Result.Items items = Result.items("metadata");
        for (JsonNode entry : list) {
            if (!without.contains(entry.path("name").asText())) {
                items.add(named(entry).set("value", value(entry.path("value"))));
            }
        }
        return items;
    }

    private static Result.Tree named(JsonNode entry) {
        JsonNode name = entry.path("name");
        return Result.tree().set("name", name.isNumber() ? (Object) name.asLong() : name.asText());
    }

    private static Object value(JsonNode value) {
        if (value.isArray()) {
            Result.Items items = Result.items("metadata");
            value.forEach(entry -> items.add(named(entry).set("value", value(entry.path("value")))));
            return items;
        }
        if (value.isBoolean()) {
            return new Result.Bool(value.asBoolean());
        }
        return value.isIntegralNumber() ? (Object) value.asLong() : value.isNumber() ? (Object) value.asDouble() : value.asText();
    }

    private static String flat(JsonNode list) {
        StringBuilder text = new StringBuilder();
        boolean ordered = false;
        int count = 0;
        for (JsonNode entry : list) {
            ordered |= entry.path("name").asText().equals("_type") && entry.path("value").asText().equals("ol");
            count += entry.path("name").isNumber() ? 1 : 0;
        }
        for (JsonNode entry : list) {
            if (entry.path("name").isNumber()) {
                text.append(count == 1 && !ordered ? "" : ordered ? "\n#" : "\n*").append(entry.path("value").asText());
            }
        }
        return text.toString();
    }
}
