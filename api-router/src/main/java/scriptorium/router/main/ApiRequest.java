package scriptorium.router.main;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.Warning;
import scriptorium.contract.param.ParamValues;
import scriptorium.router.dispatch.Credentials;
import scriptorium.router.dispatch.Identity;
import scriptorium.router.request.Budget;
import scriptorium.router.request.RequestParams;
import scriptorium.router.text.Notices;

/** One request on its way through the main module. Belongs to its event loop. */
final class ApiRequest {

    final HttpServerRequest http;
    final String id;
    final Instant now;
    final long startedNanos = System.nanoTime();
    final Map<String, String> headers = new LinkedHashMap<>();
    /** Warnings of the main module and the format, before the module runs. */
    final List<Warning> warnings = new ArrayList<>();
    final Set<String> used = new LinkedHashSet<>();

    RequestParams params = RequestParams.of("");
    FormatModules.Choice format = FormatModules.plain("jsonfm");
    String formatName = "jsonfm";
    Notices notices;
    /** Of the memory that a large answer takes. */
    Budget.Lease lease = Budget.Lease.NONE;
    Optional<ParamValues> main = Optional.empty();
    Optional<Identity> identity = Optional.empty();
    Credentials credentials;
    boolean loginSuppressed;
    boolean originNamed;
    String language = "en";
    String errorLanguage = "en";

    ApiRequest(HttpServerRequest http, String id, Instant now) {
        this.http = http;
        this.id = id;
        this.now = now;
    }

    boolean isPost() {
        return http.method().equals(HttpMethod.POST);
    }

    String header(String name) {
        String value = http.getHeader(name);
        return value == null ? "" : value;
    }
}
