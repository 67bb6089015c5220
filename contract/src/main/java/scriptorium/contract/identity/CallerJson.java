package scriptorium.contract.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A {@link Caller} as the claim {@code caller} of the internal identity token. */
public final class CallerJson {

    private CallerJson() {}

    public static ObjectNode write(Caller caller) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", caller.userId());
        node.put("name", caller.name());
        node.put("anon", caller.anonymous());
        node.put("temp", caller.temporary());
        node.put("ip", caller.ip());
        texts(node.putArray("groups"), caller.groups());
        texts(node.putArray("rights"), caller.rights());
        caller.block().ifPresent(block -> node.set("block", write(block)));
        node.put("key", caller.tokenKey());
        node.put("sid", caller.sessionId());
        ObjectNode options = node.putObject("options");
        caller.options().forEach(options::put);
        node.put("registration", caller.registration());
        return node;
    }

    private static ObjectNode write(Caller.BlockInfo block) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", block.id());
        node.put("target", block.target());
        node.put("byid", block.byId());
        node.put("by", block.by());
        node.put("reason", block.reason());
        node.put("timestamp", block.timestamp());
        node.put("expiry", block.expiry());
        node.put("sitewide", block.sitewide());
        node.put("createaccount", block.createAccount());
        node.put("usertalk", block.allowUserTalk());
        node.put("email", block.emailBlocked());
        node.put("anononly", block.anonOnly());
        node.put("autoblock", block.autoblock());
        ArrayNode pages = node.putArray("pages");
        block.pages().forEach(pages::add);
        ArrayNode namespaces = node.putArray("namespaces");
        block.namespaces().forEach(namespaces::add);
        texts(node.putArray("actions"), block.actions());
        return node;
    }

    public static Caller read(JsonNode node) {
        Map<String, String> options = new LinkedHashMap<>();
        node.path("options").properties().forEach(entry -> options.put(entry.getKey(), entry.getValue().asText()));
        return new Caller(node.path("id").asLong(), node.path("name").asText(), node.path("anon").asBoolean(), node.path("temp").asBoolean(),
                node.path("ip").asText(), Set.copyOf(texts(node.path("groups"))), Set.copyOf(texts(node.path("rights"))),
                node.has("block") ? Optional.of(readBlock(node.path("block"))) : Optional.empty(), node.path("key").asText(),
                node.path("sid").asText(), options, node.path("registration").asText());
    }

    private static Caller.BlockInfo readBlock(JsonNode node) {
        List<Long> pages = new ArrayList<>();
        node.path("pages").forEach(id -> pages.add(id.asLong()));
        List<Integer> namespaces = new ArrayList<>();
        node.path("namespaces").forEach(id -> namespaces.add(id.asInt()));
        return new Caller.BlockInfo(node.path("id").asLong(), node.path("target").asText(), node.path("byid").asLong(), node.path("by").asText(),
                node.path("reason").asText(), node.path("timestamp").asText(), node.path("expiry").asText(), node.path("sitewide").asBoolean(),
                node.path("createaccount").asBoolean(), node.path("usertalk").asBoolean(), node.path("email").asBoolean(),
                node.path("anononly").asBoolean(), node.path("autoblock").asBoolean(), pages, namespaces, texts(node.path("actions")));
    }

    private static void texts(ArrayNode array, Iterable<String> values) {
        values.forEach(array::add);
    }

    private static List<String> texts(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asText()));
        return values;
    }
}
