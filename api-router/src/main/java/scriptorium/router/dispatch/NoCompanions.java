package scriptorium.router.dispatch;

import io.quarkus.arc.DefaultBean;
import io.vertx.core.http.HttpClientRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.UnaryOperator;

@DefaultBean
@ApplicationScoped
class NoCompanions implements Companions {

    @Override
    public UnaryOperator<HttpClientRequest> now() {
        return UnaryOperator.identity();
    }
}
