package scriptorium.auth.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The fields of a form or a query string. */
public final class Form {

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Set<String> repeated = new HashSet<>();
    private boolean broken;

    private Form() {}

    /** Reads what it can; {@link #broken()} says whether that was all. */
    public static Form of(String text) {
        Form form = new Form();
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                form.add(pair);
            }
        }
        return form;
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        try {
            String name = URLDecoder.decode(equals < 0 ? pair : pair.substring(0, equals), StandardCharsets.UTF_8);
            String value = equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            if (fields.putIfAbsent(name, value) != null) {
                repeated.add(name);
            }
        } catch (IllegalArgumentException badEscape) {
            broken = true;
        }
    }

    /** The value of a field; empty when it is not there. */
    public String get(String name) {
        return fields.getOrDefault(name, "");
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    public Map<String, String> fields() {
        return fields;
    }

    /** Fields that came more than once; the first value counts. */
    public Set<String> repeated() {
        return repeated;
    }

    public boolean broken() {
        return broken;
    }
}
