package scriptorium.contract.message;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An error or a warning before it is put into words. The router makes the text, in the language and format that the client asked for.
 *
 * @param code the code clients switch on
 * @param key message key
 * @param args arguments of the message
 * @param data extra data shown beside the message; values as in {@link scriptorium.contract.result.Result}'s trees
 */
public record Msg(String code, String key, List<Arg> args, Map<String, Object> data) {

    public Msg {
        args = List.copyOf(args);
        data = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(data));
    }

    public static Msg of(String code, String key, Arg... args) {
        return new Msg(code, key, Arrays.asList(args), Map.of());
    }

    /** A message whose code follows from its key: a leading {@code apierror-} or {@code apiwarn-} is cut off. */
    public static Msg ofKey(String key, Arg... args) {
        return of(codeOf(key), key, args);
    }

    public Msg with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(data);
        more.put(name, value);
        return new Msg(code, key, args, more);
    }

    private static String codeOf(String key) {
        String code = key.startsWith("apierror-") ? key.substring(9) : key.startsWith("apiwarn-") ? key.substring(8) : key;
        return code.replaceAll("[^a-zA-Z0-9_-]", "_");
    }
}
