package scriptorium.router.main;

import java.util.List;
import java.util.Map;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.router.dispatch.ServiceAway;

/**
 * Why a request ends with errors.
 *
 * @param module path of the module that refuses
 * @param status HTTP status
 * @param headers of the answer
 */
record Refusal(List<Msg> errors, String module, int status, Map<String, String> headers) {

    static Refusal of(Msg error) {
        return new Refusal(List.of(error), "main", 200, Map.of());
    }

    static Refusal of(ApiException refused, String module) {
        return new Refusal(refused.errors(), module, 200, Map.of());
    }

    static Refusal tooMany(long seconds) {
        return new Refusal(List.of(Msg.of("ratelimited", "apierror-ratelimited")), "main", 429, Map.of("Retry-After", Long.toString(seconds)));
    }

    /** The request could not be read to its end. */
    static Refusal unread(int status) {
        return switch (status) {
            case 413 -> new Refusal(List.of(Msg.of("requesttoolarge", "apierror-requesttoolarge")), "main", status, Map.of());
            case 408 -> new Refusal(List.of(Msg.of("requesttimeout", "apierror-requesttimeout")), "main", status, Map.of());
            default -> new Refusal(List.of(Msg.of("service-unavailable", "apierror-work-queue-full")), "main", status, Map.of("Retry-After", "5"));
        };
    }

    static Refusal method() {
        return new Refusal(List.of(Msg.of("invalidmethod", "apierror-invalidmethod")), "main", 405, Map.of("Allow", "GET, HEAD, POST, OPTIONS"));
    }

    static Refusal lagged(double lag, long maxlag, String host) {
        long whole = (long) lag;
        Msg error = (host.isEmpty()
                        ? Msg.of("maxlag", "apierror-maxlag-generic", Arg.rawNum(whole))
                        : Msg.of("maxlag", "apierror-maxlag", Arg.rawNum(whole), Arg.raw(host)))
                .with("host", host)
                .with("lag", lag == whole ? (Object) whole : (Object) lag)
                .with("type", "db");
        return new Refusal(List.of(error), "main", 200,
                Map.of("Retry-After", Long.toString(Math.max(maxlag, 5)), "X-Database-Lag", Long.toString(whole)));
    }

    /** A service is away: the client is to try again. */
    static Refusal away(ServiceAway fault, String module) {
        return new Refusal(List.of(Msg.of("service-unavailable", "apierror-service-unavailable", Arg.plain(fault.owner().wireName()))), module, 503,
                Map.of("Retry-After", "5"));
    }

    /** A fault of the router itself. */
    static Refusal fault(Throwable fault, String requestId) {
        String name = fault.getClass().getSimpleName();
        return new Refusal(List.of(Msg.of("internal_api_error_" + name, "apierror-exceptioncaught", Arg.plain(requestId), Arg.plain(name))
                .with("errorclass", name)), "main", 500, Map.of());
    }
}
