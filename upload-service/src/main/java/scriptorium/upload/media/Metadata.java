package scriptorium.upload.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What a file says about itself: a list of names and values, bounded in number and length. */
final class Metadata {

    /** Longest text that is kept, in bytes. */
    static final int MAX_TEXT = 64 * 1024;
    private static final int MAX_ENTRIES = 500;

    private final ArrayNode list = JsonNodeFactory.instance.arrayNode();

    Metadata put(String name, long value) {
        return put(name, JsonNodeFactory.instance.numberNode(value));
    }

    Metadata put(String name, String value) {
        return put(name, JsonNodeFactory.instance.textNode(value));
    }

    Metadata put(String name, boolean value) {
        return put(name, JsonNodeFactory.instance.booleanNode(value));
    }

    /** A length of time: 0 is a whole number, as MediaWiki has it. */
    Metadata seconds(String name, double value) {
        return value == 0 ? put(name, 0L) : put(name, JsonNodeFactory.instance.numberNode(value));
    }

    Metadata put(String name, JsonNode value) {
        if (list.size() < MAX_ENTRIES) {
            list.addObject().put("name", name).set("value", value);
        }
        return this;
    }

    Metadata put(String name, Metadata value) {
        return put(name, value.list);
    }

    /** One entry of a list without names. */
    Metadata item(int number, JsonNode value) {
        if (list.size() < MAX_ENTRIES) {
            list.addObject().put("name", number).set("value", value);
        }
        return this;
    }

    Metadata item(int number, String value) {
        return item(number, JsonNodeFactory.instance.textNode(value));
    }

    Metadata putAll(Metadata other) {
        other.list.forEach(list::add);
        return this;
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    int size() {
        return list.size();
    }

    ArrayNode list() {
        return list;
    }

    /** UTF-8 where it is that, otherwise the code page of old programs. */
    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException other) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }
}
