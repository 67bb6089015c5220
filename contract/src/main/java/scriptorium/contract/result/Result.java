package scriptorium.contract.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import scriptorium.contract.message.Msg;

/**
 * A module's answer before any output format has touched it: it says what a value <em>is</em>; only the router's formatters know how JSON version 1 and 2, XML
 * and PHP spell it.
 *
 * <p>Values inside are {@link String}, {@link Long}, {@link Integer}, {@link Double}, {@link Boolean} (a flag: {@code true} is {@code ""} and {@code false} is left
 * out in version 1), {@code null} (through {@link Tree#putNull}), or another {@code Result}.
 */
public sealed interface Result {

    /** An object with named fields, in order. Mutable while it is being built by one thread. */
    final class Tree implements Result {
        private final Map<String, Object> fields = new LinkedHashMap<>();
        // Most trees have neither: the sets are made when they are needed.
        private Set<String> subelements = Set.of();
        private Set<String> bcSubelements = Set.of();
        private String contentKey = "";

        public Tree put(String name, String value) {
            return set(name, value);
        }

        public Tree put(String name, long value) {
            return set(name, value);
        }

        public Tree put(String name, double value) {
            return set(name, value);
        }

        /** A flag. */
        public Tree put(String name, boolean value) {
            return set(name, value);
        }

        public Tree put(String name, Result value) {
            return set(name, value);
        }

        public Tree putNull(String name) {
            fields.put(name, null);
            return this;
        }

        /** The flag, only when it is true (as most of MediaWiki's flags are written in both versions). */
        public Tree flag(String name, boolean value) {
            return value ? set(name, true) : this;
        }

        /** The value that is the element's text in XML and {@code *} in version 1 ("_content" in MediaWiki). */
        public Tree content(String name, String value) {
            contentKey = name;
            return set(name, value);
        }

        /** A text that is a child element in XML, an ordinary field elsewhere. */
        public Tree putSubelement(String name, Object value) {
            return markSubelement(name).set(name, value);
        }

        /** A text that version 1 wraps as {@code {"*": value}}, and a child element in XML. */
        public Tree putBcSubelement(String name, String value) {
            return markBcSubelement(name).set(name, value);
        }

        /** Any of the values named in the type's comment. */
        public Tree set(String name, Object value) {
            fields.put(name, value instanceof Integer i ? (Object) (long) i : value);
            return this;
        }

        public Tree putAll(Tree other) {
            fields.putAll(other.fields);
            other.subelements.forEach(this::markSubelement);
            other.bcSubelements.forEach(this::markBcSubelement);
            if (!other.contentKey.isEmpty()) {
                contentKey = other.contentKey;
            }
            return this;
        }

        public Tree remove(String name) {
            fields.remove(name);
            return this;
        }

        public Object get(String name) {
            return fields.get(name);
        }

        public Map<String, Object> fields() {
            return fields;
        }

        /** Empty when no field is the content. */
        public String contentKey() {
            return contentKey;
        }

        public Set<String> subelements() {
            return subelements;
        }

        public Set<String> bcSubelements() {
            return bcSubelements;
        }

        public boolean isEmpty() {
            return fields.isEmpty();
        }

        public Tree markContent(String name) {
            contentKey = name;
            return this;
        }

        public Tree markSubelement(String name) {
            subelements = subelements.isEmpty() ? new LinkedHashSet<>() : subelements;
            subelements.add(name);
            return this;
        }

        public Tree markBcSubelement(String name) {
            bcSubelements = bcSubelements.isEmpty() ? new LinkedHashSet<>() : bcSubelements;
            bcSubelements.add(name);
            return this;
        }
    }

    /** A list; {@code element} is the name of its members in XML ("_element"). */
    record Items(String element, List<Object> values) implements Result {
        public Items(String element) {
            this(element, new ArrayList<>());
        }

        public Items add(Object value) {
            values.add(value instanceof Integer i ? (Object) (long) i : value);
            return this;
        }

        public static Items of(String element, Iterable<?> values) {
            Items items = new Items(element);
            values.forEach(items::add);
            return items;
        }
    }

    /** How a {@link Keyed} is written. Names after MediaWiki's array types. */
    enum Shape {
        /** An object in all versions; in XML elements with {@code _idx} for keys that are numbers, attributes for others ("array"/"assoc" with ids as keys). */
        ASSOC,
        /** Object in version 1, list in version 2 ("BCarray": {@code pages}). */
        BC_ARRAY,
        /** List in version 1, object in version 2 ("BCassoc"). */
        BC_ASSOC,
        /** Object in JSON; in XML a list of elements with the key as attribute {@code keyName} ("kvp"). */
        KVP,
        /** List of objects with {@code keyName} in version 1, object in version 2 ("BCkvp"). */
        BC_KVP
    }

    /**
     * A map from keys that are data (ids, names) to values.
     *
     * @param element XML name of an entry
     * @param keyName attribute that holds the key with KVP shapes; empty otherwise
     */
    record Keyed(String element, Shape shape, String keyName, Map<String, Object> values) implements Result {
        public Keyed(String element, Shape shape) {
            this(element, shape, "", new LinkedHashMap<>());
        }

        public Keyed(String element, Shape shape, String keyName) {
            this(element, shape, keyName, new LinkedHashMap<>());
        }

        /** The values as a list that forgets the keys, which are numbers: the smallest first. */
        public List<Object> inOrderOfKeys() {
            List<String> keys = new ArrayList<>(values.keySet());
            keys.sort(Comparator.comparingLong(Long::parseLong));
            return keys.stream().map(values::get).toList();
        }

        public Keyed put(String key, Object value) {
            values.put(key, value instanceof Integer i ? (Object) (long) i : value);
            return this;
        }
    }

    /** A boolean that stays {@code true}/{@code false} in version 1, too ("_BC_bools"). */
    record Bool(boolean value) implements Result {}

    /**
     * A message in the place of a value: a text with {@code errorformat=bc}, an error object otherwise.
     *
     * @param format empty to follow the request's error format; else "wikitext", "html", "plaintext", "raw", "none" (parameters such as {@code loginmessageformat})
     */
    record Text(Msg msg, String format) implements Result {
        public Text(Msg msg) {
            this(msg, "");
        }
    }

    static Tree tree() {
        return new Tree();
    }

    static Items items(String element) {
        return new Items(element);
    }
}
