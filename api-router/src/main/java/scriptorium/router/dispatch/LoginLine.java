package scriptorium.router.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.function.Supplier;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.ModuleCall;
import scriptorium.contract.message.Msg;
import scriptorium.host.http.ServicesConfig;
import scriptorium.router.request.Budget;
import scriptorium.router.request.EdgeConfig;

/**
 * Where logins wait until auth-service can hash a password for them. Of many that come at once the small steps around the hashes alone would hold up everybody
 * else, and the calls that wait would take the connections to the service.
 */
@ApplicationScoped
class LoginLine {

    private static final Set<String> LOGINS = Set.of("login", "clientlogin");

    private final Budget places;

    LoginLine(Vertx vertx, EdgeConfig config, ServicesConfig services) {
        places = new Budget(vertx, config.logins(), config.waitingLogins(), config.loginPatience(), services.requestTimeout().multipliedBy(3));
    }

    /** Sends the call when there is a place for it; one that needs none at once. */
    Future<Reply> pass(String path, ModuleCall call, Supplier<Future<Reply>> send) {
        if (!LOGINS.contains(path)) {
            return send.get();
        }
        return places.take(1).transform(place -> place.succeeded()
                ? send.get().onComplete(_ -> place.result().release())
                : Future.succeededFuture(Reply.own(full(path, call))));
    }

    private static ModuleAnswer full(String path, ModuleCall call) {
        ModuleAnswer answer = new ModuleAnswer();
        answer.errors.add(Msg.of("ratelimited", "apierror-work-queue-full"));
        answer.errorModule = path;
        answer.used.addAll(call.params().keySet());
        return answer;
    }
}
