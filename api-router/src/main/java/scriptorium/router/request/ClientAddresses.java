package scriptorium.router.request;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Which address a request comes from: what limits, blocks and edits without an account go by. */
@ApplicationScoped
public class ClientAddresses {

    private final TrustedProxies proxies;

    ClientAddresses(EdgeConfig config) {
        proxies = new TrustedProxies(config.trustedProxies().orElse(List.of()));
    }

    /** The client's address; behind a proxy that is trusted, the one that it reports. */
    public String of(HttpServerRequest request) {
        SocketAddress address = request.remoteAddress();
        String host = address == null ? null : address.hostAddress();
        return proxies.client(host == null ? "127.0.0.1" : host, String.join(",", request.headers().getAll("X-Forwarded-For")));
    }
}
