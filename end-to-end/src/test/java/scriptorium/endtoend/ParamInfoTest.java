package scriptorium.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import scriptorium.client.WikiClient;

/**
 * What {@code action=paraminfo} says of each module against recorded facts of MediaWiki 1.43, where the facts are at hand (beside the checkout). What still
 * differs stands in a list by name; a line that differs no more must leave the list.
 */
@ExtendWith(SuiteUnderTest.class)
class ParamInfoTest {

    private static final Path FACTS = SuiteUnderTest.root().resolve("../shared/reference/paraminfo.json");
    private static final Path KNOWN = Path.of("src/test/resources/paraminfo-differences.txt");
    private static final List<String> MODULE_KEYS = List.of("group", "prefix", "readrights", "writerights", "mustbeposted", "generator", "deprecated", "internal");
    private static final List<String> PARAMETER_KEYS = List.of("type", "default", "required", "multi", "lowlimit", "highlimit", "min", "max", "highmax", "deprecated",
            "sensitive", "tokentype", "subtypes", "allspecifier", "deprecatedvalues", "allowsduplicates", "maxbytes", "maxchars", "extranamespaces", "mustExist");

    @Test
    void modulesAreDeclaredAsMediaWikiDeclaresThem() throws Exception {
        assumeThat(FACTS).exists();
        Set<String> differences = new TreeSet<>();
        for (JsonNode facts : new ObjectMapper().readTree(Files.readAllBytes(FACTS)).path("modules")) {
            if (facts.path("since").asText().equals("core")) {
                compare(facts, ask(facts.path("path").asText()), differences);
            }
        }
        Files.write(Path.of("target/paraminfo-differences.txt"), differences);
        assertThat(differences).as("target/paraminfo-differences.txt has them all").containsExactlyInAnyOrderElementsOf(Files.readAllLines(KNOWN));
    }

    private static JsonNode ask(String path) throws IOException, InterruptedException {
        return new WikiClient(SuiteUnderTest.api()).get("action", "paraminfo", "modules", path).at("/paraminfo/modules/0");
    }

    private static void compare(JsonNode facts, JsonNode ours, Set<String> differences) {
        String path = facts.path("path").asText();
        if (ours.isMissingNode()) {
            differences.add(path + ": missing");
            return;
        }
        MODULE_KEYS.forEach(key -> compare(path, key, facts.path(key), ours.path(key), differences));
        Map<String, JsonNode> theirs = parameters(facts);
        Map<String, JsonNode> own = parameters(ours);
        theirs.keySet().removeIf(name -> !theirs.get(name).path("since").asText("core").equals("core"));
        theirs.forEach((name, parameter) -> {
            String where = path + " " + name;
            if (!own.containsKey(name)) {
                differences.add(where + ": missing");
            } else {
                PARAMETER_KEYS.stream().filter(key -> !(key.equals("type") && parameter.has("submodules")))
                        .forEach(key -> compare(where, key, parameter.path(key), own.get(name).path(key), differences));
            }
        });
        own.keySet().stream().filter(name -> !theirs.containsKey(name)).forEach(name -> differences.add(path + " " + name + ": not in MediaWiki"));
        List<String> common = theirs.keySet().stream().filter(own::containsKey).toList();
        if (!own.keySet().stream().filter(theirs::containsKey).toList().equals(common)) {
            differences.add(path + ": order of parameters");
        }
    }

    private static Map<String, JsonNode> parameters(JsonNode module) {
        Map<String, JsonNode> parameters = new LinkedHashMap<>();
        module.path("parameters").forEach(parameter -> parameters.put(parameter.path("name").asText(), parameter));
        module.path("templatedparameters").forEach(parameter -> parameters.put(parameter.path("name").asText(), parameter));
        return parameters;
    }

    /** A flag that is absent is false. */
    private static void compare(String where, String key, JsonNode theirs, JsonNode ours, Set<String> differences) {
        boolean bothFalse = !theirs.asBoolean(false) && !ours.asBoolean(false) && (theirs.isMissingNode() || theirs.isNull() || theirs.isBoolean()) && (ours.isMissingNode() || ours.isBoolean());
        if (!bothFalse && !theirs.equals(ours)) {
            differences.add(where + ": " + key);
        }
    }
}
