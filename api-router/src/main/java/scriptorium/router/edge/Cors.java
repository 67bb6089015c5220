package scriptorium.router.edge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Calls from pages of other origins. MediaWiki's way: the parameter {@code origin} opens the door, the header only proves it. */
public final class Cors {

    private static final Set<String> HEADERS = Set.of(
            "accept", "accept-language", "content-language", "content-type", "accept-encoding", "dnt", "origin", "user-agent", "api-user-agent",
            "access-control-max-age", "authorization", "promise-non-write-api-action", "treat-as-untrusted");
    private static final String METHODS = "POST, GET, HEAD";
    private static final String EXPOSED = "MediaWiki-API-Error, Retry-After, X-Database-Lag, MediaWiki-Login-Suppressed";

    private final List<String> allowed;

    /** @param allowed origins that may call with credentials; {@code *.example.org} for all below */
    public Cors(List<String> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /**
     * What a request's origin means.
     *
     * @param forbidden the parameter says another origin than the header: HTTP 403
     * @param named whether an origin is named, so that the answer varies by it
     */
    public record Verdict(boolean forbidden, boolean named, Map<String, String> headers) {}

    /**
     * @param origin the parameter; empty when it was not given
     * @param header the request header {@code Origin}, empty for none
     * @param preflight whether the request is a preflight; then {@code askedMethod} and {@code askedHeaders} are its headers, empty for none
     */
    public Verdict judge(String origin, String header, boolean preflight, String askedMethod, String askedHeaders) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (origin.isEmpty()) {
            return new Verdict(false, false, headers);
        }
        boolean star = origin.equals("*");
        if (!star && !List.of(header.split(" +")).contains(origin)) {
            return new Verdict(true, true, headers);
        }
        if (!star && !allows(origin)) {
            headers.put("MediaWiki-CORS-Rejection", "Origin mismatch");
            return new Verdict(false, true, headers);
        }
        if (preflight && !askedMethod.isEmpty()) {
            if (!askedHeaders.isEmpty()) {
                if (!headersAllowed(askedHeaders)) {
                    headers.put("MediaWiki-CORS-Rejection", "Unsupported header requested in preflight");
                    return new Verdict(false, !star, headers);
                }
                headers.put("Access-Control-Allow-Headers", askedHeaders);
            }
            headers.put("Access-Control-Allow-Methods", METHODS);
        } else {
            headers.put("Access-Control-Expose-Headers", EXPOSED);
        }
        headers.put("Access-Control-Allow-Origin", star ? "*" : header);
        headers.put("Access-Control-Allow-Credentials", star ? "false" : "true");
        if (!star) {
            headers.put("Timing-Allow-Origin", header);
        }
        return new Verdict(false, !star, headers);
    }

    /** For calls with a bearer token instead of cookies: any origin, no credentials of the browser's. */
    public Map<String, String> withBearer(boolean preflight, String askedHeaders) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (preflight) {
            if (!askedHeaders.isEmpty()) {
                if (!headersAllowed(askedHeaders)) {
                    headers.put("MediaWiki-CORS-Rejection", "Unsupported header requested in preflight");
                    return headers;
                }
                headers.put("Access-Control-Allow-Headers", askedHeaders);
            }
            headers.put("Access-Control-Allow-Methods", METHODS);
        } else {
            headers.put("Access-Control-Expose-Headers", EXPOSED);
        }
        headers.put("Access-Control-Allow-Origin", "*");
        headers.put("Access-Control-Allow-Credentials", "false");
        return headers;
    }

    private static boolean headersAllowed(String asked) {
        for (String name : asked.split(",")) {
            if (!HEADERS.contains(name.strip().toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }

    private boolean allows(String origin) {
        int scheme = origin.indexOf("://");
        String host = scheme < 0 ? origin : origin.substring(scheme + 3);
        for (String pattern : allowed) {
            int patternScheme = pattern.indexOf("://");
            if (patternScheme >= 0 && !pattern.startsWith(origin.substring(0, Math.max(0, scheme)) + "://")) {
                continue;
            }
            String wanted = patternScheme < 0 ? pattern : pattern.substring(patternScheme + 3);
            if (wanted.equals("*") || wanted.equals(host) || wanted.startsWith("*.") && host.endsWith(wanted.substring(1))) {
                return true;
            }
        }
        return false;
    }
}
