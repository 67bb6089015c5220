package scriptorium.router.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.client.WebClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.UnaryOperator;
import scriptorium.host.http.ServicesConfig;

/** Kept-alive, bounded connections to the services. */
@ApplicationScoped
public class ServiceHttp {

    private final HttpClient http;
    private final WebClient web;
    private final ServicesConfig config;
    private final Companions companions;

    ServiceHttp(Vertx vertx, ServicesConfig config, Companions companions) {
        this.companions = companions;
        this.config = config;
        http = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(true)
                .setTcpNoDelay(true)
                .setMaxPoolSize(config.connections())
                .setMaxWaitQueueSize(config.waiting())
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setMaxHeaderSize(64 * 1024));
        web = WebClient.wrap(http);
    }

    /** A whole answer. */
    public record Answer(int status, HttpClientResponse head, Buffer body) {}

    public String url(Owner owner) {
        return switch (owner) {
            case AUTH -> config.authUrl();
            case PAGE -> config.pageUrl();
            case QUERY -> config.queryUrl();
            case UPLOAD -> config.uploadUrl();
            case ROUTER -> throw new IllegalArgumentException("the router does not call itself");
        };
    }

    /** For multipart bodies. */
    WebClient web() {
        return web;
    }

    /** A request that is still to be sent. */
    public Future<HttpClientRequest> open(Owner owner, HttpMethod method, String path) {
        UnaryOperator<HttpClientRequest> accompanied = companions.now();
        return http.request(new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url(owner) + path)
                .setTimeout(config.requestTimeout().toMillis()))
                .map(accompanied)
                .recover(fault -> Future.failedFuture(new ServiceAway(owner, 0, fault)));
    }

    public Future<Answer> get(Owner owner, String path, String ifNoneMatch) {
        return open(owner, HttpMethod.GET, path)
                .compose(request -> {
                    if (!ifNoneMatch.isEmpty()) {
                        request.putHeader("If-None-Match", ifNoneMatch);
                    }
                    return request.send();
                })
                .compose(ServiceHttp::whole)
                .recover(fault -> away(owner, fault));
    }

    /** Posts JSON; {@code credential} is the name and value of one header. */
    public Future<Answer> post(Owner owner, String path, String credentialName, String credential, Buffer json) {
        return open(owner, HttpMethod.POST, path)
                .compose(request -> request
                        .putHeader(credentialName, credential)
                        .putHeader("Content-Type", "application/json")
                        .send(json))
                .compose(ServiceHttp::whole)
                .recover(fault -> away(owner, fault));
    }

    private static Future<Answer> whole(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), response, body));
    }

    private static <T> Future<T> away(Owner owner, Throwable fault) {
        return Future.failedFuture(fault instanceof ServiceAway ? fault : new ServiceAway(owner, 0, fault));
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
