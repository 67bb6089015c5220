package scriptorium.contract.call;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the router sends to the service that owns a module: {@code POST /internal/modules/{path}} with this as JSON (part {@code call} of a multipart body when
 * there are files), the identity token in {@code Authorization: Bearer}.
 *
 * @param params all of the request's parameters, by full name
 * @param posted names of those that came in the body
 * @param repaired names of those whose value had to be repaired or normalised to be Unicode
 * @param language interface language code ({@code uselang})
 * @param errorFormat of the request, so that values that follow it can
 * @param foreign with {@code action=query}: paths of the submodules that other services answer in the same request
 * @param headers request headers that modules look at, lower-case names (user-agent, if-modified-since, ...)
 * @param cookies the client's cookies (auth-service alone looks at them)
 */
public record ModuleCall(
        Map<String, String> params,
        Set<String> posted,
        Set<String> repaired,
        boolean isPost,
        String language,
        String errorFormat,
        String requestId,
        String ip,
        Set<String> foreign,
        Map<String, String> headers,
        Map<String, String> cookies) {
    public ModuleCall {
        // In the order in which the client wrote them.
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        posted = Set.copyOf(posted);
        repaired = Set.copyOf(repaired);
        foreign = Set.copyOf(foreign);
        headers = Map.copyOf(headers);
        cookies = Map.copyOf(cookies);
    }
}
