package scriptorium.router.request;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import scriptorium.contract.call.SetCookie;
import scriptorium.host.site.SiteConfig;

/** The wiki's cookies: their names begin with the wiki's id. */
public final class Cookies {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Cookies() {}

    /** HTTP's spelling of a time. */
    public static String httpDate(Instant time) {
        return DATE.format(time);
    }

    /** The cookies that a request carries and that are this wiki's, by full name. */
    public static Map<String, String> of(HttpServerRequest request, SiteConfig site) {
        Map<String, String> cookies = new LinkedHashMap<>();
        for (String header : request.headers().getAll("Cookie")) {
            for (String pair : header.split(";")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    String name = pair.substring(0, equals).strip();
                    if (name.startsWith(site.wikiId())) {
                        cookies.put(name, unquoted(pair.substring(equals + 1).strip()));
                    }
                }
            }
        }
        return cookies;
    }

    private static String unquoted(String value) {
        String bare = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"") ? value.substring(1, value.length() - 1) : value;
        if (bare.indexOf('%') < 0) {
            return bare;
        }
        return RequestParams.of("v=" + bare.replace("+", "%2B").replace("&", "%26")).get("v", bare);
    }

    public static void set(HttpServerResponse response, SetCookie cookie, SiteConfig site, Clock clock) {
        response.headers().add("Set-Cookie", header(cookie, site, clock.instant()));
    }

    /** The value of the {@code Set-Cookie} header. */
    public static String header(SetCookie cookie, SiteConfig site, Instant now) {
        StringBuilder header = new StringBuilder();
        header.append(cookie.prefixed() ? site.wikiId() : "").append(cookie.name()).append('=');
        if (cookie.maxAge() == 0) {
            header.append("deleted; expires=Thu, 01 Jan 1970 00:00:01 GMT; Max-Age=0");
        } else {
            header.append(Urls.encodeValue(cookie.value()));
            if (cookie.maxAge() > 0) {
                header.append("; expires=").append(httpDate(now.plusSeconds(cookie.maxAge()))).append("; Max-Age=").append(cookie.maxAge());
            }
        }
        return header.append(SetCookie.attributes(site.server().startsWith("https:"), !site.corsOrigins().orElse(List.of()).isEmpty())).toString();
    }
}
