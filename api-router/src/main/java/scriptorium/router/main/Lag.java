package scriptorium.router.main;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import scriptorium.router.dispatch.Owner;
import scriptorium.router.dispatch.ServiceAway;
import scriptorium.router.dispatch.ServiceHttp;
import scriptorium.router.request.EdgeConfig;

/** How far the index is behind, as query-service says; an answer counts for a moment. */
@ApplicationScoped
public class Lag {

    private final ServiceHttp http;
    private final long validNanos;
    private volatile Report last;

    Lag(ServiceHttp http, EdgeConfig config) {
        this.http = http;
        validNanos = config.lagValidity().toNanos();
    }

    /** @param seconds -1 when nothing is behind, as a wiki with one database reports it */
    record Report(double seconds, String host, long readNanos) {}

    Future<Report> report() {
        Report known = last;
        if (known != null && System.nanoTime() - known.readNanos < validNanos) {
            return Future.succeededFuture(known);
        }
        return http.get(Owner.QUERY, "/internal/lag", "").map(answer -> {
            if (answer.status() != 200) {
                throw new ServiceAway(Owner.QUERY, answer.status(), null);
            }
            JsonObject body = answer.body().toJsonObject();
            double seconds = body.getDouble("lagSeconds", -1.0);
            last = new Report(seconds <= 0 ? -1 : seconds, body.getString("host", ""), System.nanoTime());
            return last;
        });
    }
}
