package scriptorium.router.request;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** What every request has: an id of ours, and an address it comes from. */
public final class Requests {

    private Requests() {}

    /** 24 hex digits that name a request in answers and logs. */
    public static String newId() {
        byte[] bytes = new byte[12];
        ThreadLocalRandom.current().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The client's address; behind a proxy that is trusted, the one that it reports. */
    public static String address(HttpServerRequest request) {
        SocketAddress address = request.remoteAddress();
        String host = address == null ? null : address.hostAddress();
        return host == null ? "127.0.0.1" : host;
    }
}
