package scriptorium.contract.param;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A request's parameters as the client wrote them.
 *
 * @param values by full name; of a repeated name the last one, of body and query string the body's
 * @param posted names that came in the body
 * @param repaired names whose value was no valid, normalised Unicode and was repaired
 * @param files file parts by name
 * @param isPost whether the request's method was POST
 */
public record RawParams(Map<String, String> values, Set<String> posted, Set<String> repaired, Map<String, UploadedFile> files, boolean isPost) {

    public RawParams {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        posted = Set.copyOf(posted);
        repaired = Set.copyOf(repaired);
        files = Map.copyOf(files);
    }

    public static RawParams of(Map<String, String> values) {
        return new RawParams(values, values.keySet(), Set.of(), Map.of(), true);
    }
}
