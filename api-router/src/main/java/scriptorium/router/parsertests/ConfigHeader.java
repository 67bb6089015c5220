package scriptorium.router.parsertests;

import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.UnaryOperator;
import scriptorium.router.dispatch.Companions;

/** Hands the header on. */
@ApplicationScoped
@IfBuildProperty(name = "scriptorium.parser-tests", stringValue = "true")
class ConfigHeader implements Companions {

    private static final String HEADER = "X-Parsertest-Config";

    void routes(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(ConfigHeader::note);
    }

    private static void note(RoutingContext context) {
        String wanted = context.request().getHeader(HEADER);
        if (wanted != null && VertxContext.isOnDuplicatedContext()) {
            ContextLocals.put(HEADER, wanted);
        }
        context.next();
    }

    @Override
    public UnaryOperator<HttpClientRequest> now() {
        String wanted = VertxContext.isOnDuplicatedContext() ? ContextLocals.<String>get(HEADER).orElse("") : "";
        return request -> wanted.isEmpty() ? request : request.putHeader(HEADER, wanted);
    }
}
