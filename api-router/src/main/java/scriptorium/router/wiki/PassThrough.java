package scriptorium.router.wiki;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import scriptorium.host.site.SiteConfig;
import scriptorium.router.dispatch.Identities;
import scriptorium.router.dispatch.Owner;
import scriptorium.router.dispatch.ServiceHttp;
import scriptorium.router.edge.EdgeLimits;
import scriptorium.router.request.ClientAddresses;

/** Addresses that belong to one service as a whole: files and thumbnails to upload-service, OAuth to auth-service. Bodies are streamed, never held. */
@ApplicationScoped
public class PassThrough {

    private static final List<String> FILE_REQUEST = List.of("Range", "If-Range", "If-None-Match", "If-Modified-Since", "Accept");
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer", "transfer-encoding", "upgrade", "host", "content-length", "expect");

    /** Pages for people that auth-service has: title to its own address. */
    private static final Map<String, String> PAGES = Map.of("Special:UserLogin", "/web/login", "Special:BotPasswords", "/web/bot-passwords", "Special:OAuth/approve", "/oauth2/authorize",
            "Special:ConfirmEmail", "/web/confirm-email", "Special:PasswordReset", "/web/password-reset",
            "Special:OAuthManageMyGrants", "/oauth2/my-grants");
    private static final String METADATA = "/.well-known/oauth-authorization-server";
    /** By which auth-service says whose identity is out of date. */
    private static final String STALE = "X-Scriptorium-Stale";

    private final ClientAddresses addresses;
    private final SiteConfig site;
    private final ServiceHttp http;
    private final Identities identities;
    private final EdgeLimits limits;

    PassThrough(SiteConfig site, ServiceHttp http, Identities identities, EdgeLimits limits, ClientAddresses addresses) {
        this.addresses = addresses;
        this.site = site;
        this.http = http;
        this.identities = identities;
        this.limits = limits;
    }

    void routes(@Observes Router router) {
        String files = site.uploadPath();
        router.get(files + "/*").handler(context -> file(context, files));
        router.head(files + "/*").handler(context -> file(context, files));
        String rest = site.scriptPath() + "/rest.php";
        router.route(rest + "/oauth2/*").handler(context -> auth(context, context.request().uri().substring(rest.length())));
        router.get(METADATA).handler(context -> auth(context, METADATA));
        router.get("/.well-known/openid-configuration").handler(context -> auth(context, METADATA));
    }

    /** Whether a page of the wiki is auth-service's; if so it is answered. Its body must not have been read. */
    boolean page(RoutingContext context, String title) {
        String address = PAGES.get(title.replace('_', ' '));
        if (address != null) {
            String query = context.request().query();
            auth(context, query == null ? address : address + "?" + query);
        }
        return address != null;
    }

    private void file(RoutingContext context, String prefix) {
        HttpServerRequest request = context.request();
        String path = context.normalizedPath();
        if (!path.startsWith(prefix + "/") || path.contains("/.")) {
            context.response().setStatusCode(404).end();
            return;
        }
        request.resume();
        http.open(Owner.UPLOAD, request.method(), "/internal/files" + path.substring(prefix.length()))
                .compose(outgoing -> {
                    for (String name : FILE_REQUEST) {
                        if (request.headers().contains(name)) {
                            outgoing.putHeader(name, request.getHeader(name));
                        }
                    }
                    return outgoing.send();
                })
                .onSuccess(incoming -> relay(context, incoming, true))
                .onFailure(_ -> away(context));
    }

    private void auth(RoutingContext context, String address) {
        HttpServerRequest request = context.request();
        request.pause();
        long wait = limits.takeAddress(addresses.of(request));
        if (wait > 0) {
            request.resume();
            context.response().setStatusCode(429).putHeader("Retry-After", Long.toString(wait)).putHeader("Content-Type", "text/plain; charset=UTF-8")
                    .end("Too many requests. Please wait a little.\n");
            return;
        }
        http.open(Owner.AUTH, request.method(), address)
                .compose(outgoing -> forward(request, outgoing))
                .onSuccess(incoming -> {
                    identities.forget(incoming.headers().getAll(STALE));
                    incoming.headers().remove(STALE);
                    relay(context, incoming, false);
                })
                .onFailure(_ -> away(context));
    }

    private Future<HttpClientResponse> forward(HttpServerRequest request, HttpClientRequest outgoing) {
        request.headers().forEach(header -> {
            if (!HOP_BY_HOP.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                outgoing.headers().add(header.getKey(), header.getValue());
            }
        });
        outgoing.putHeader("X-Forwarded-For", addresses.of(request)).putHeader("X-Forwarded-Host", String.valueOf(request.getHeader("Host")));
        String length = request.getHeader("Content-Length");
        if (length == null && request.getHeader("Transfer-Encoding") == null) {
            request.resume();
            return outgoing.send();
        }
        if (length != null) {
            outgoing.putHeader("Content-Length", length);
        } else {
            outgoing.setChunked(true);
        }
        return outgoing.send(request);
    }

    private static void relay(RoutingContext context, HttpClientResponse incoming, boolean file) {
        HttpServerResponse response = context.response();
        response.setStatusCode(incoming.statusCode());
        incoming.headers().forEach(header -> {
            if (!HOP_BY_HOP.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                response.headers().add(header.getKey(), header.getValue());
            }
        });
        if (file) {
            protect(response, incoming);
        }
        String length = incoming.getHeader("Content-Length");
        if (length != null) {
            response.putHeader("Content-Length", length);
        }
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end();
            return;
        }
        if (length == null) {
            response.setChunked(true);
        }
        incoming.pipeTo(response).onFailure(_ -> response.reset());
    }

    /** What was uploaded is shown, never run. */
    private static void protect(HttpServerResponse response, HttpClientResponse incoming) {
        response.putHeader("X-Content-Type-Options", "nosniff");
        String type = incoming.getHeader("Content-Type");
        if (type != null && type.startsWith("image/svg")) {
            response.putHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline' data:; font-src data:; img-src data:; sandbox");
        }
        if (!response.headers().contains("Access-Control-Allow-Origin")) {
            response.putHeader("Access-Control-Allow-Origin", "*");
        }
    }

    private static void away(RoutingContext context) {
        if (!context.response().headWritten()) {
            context.response().setStatusCode(503).putHeader("Retry-After", "5").putHeader("Content-Type", "text/plain; charset=UTF-8")
                    .end("The service that has this is away at the moment. Please try again in a few seconds.\n");
        }
    }
}
