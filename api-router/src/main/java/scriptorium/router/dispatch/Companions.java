package scriptorium.router.dispatch;

import io.vertx.core.http.HttpClientRequest;
import java.util.function.UnaryOperator;

/** What goes along with a request to a service besides the call itself. Nothing, but in builds made for tests. */
public interface Companions {

    /** For the request that is handled now. */
    UnaryOperator<HttpClientRequest> now();
}
