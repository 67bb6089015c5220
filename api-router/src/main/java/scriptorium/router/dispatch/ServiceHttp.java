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
import scriptorium.router.request.Budget;
import scriptorium.router.request.EdgeConfig;

/** Kept-alive, bounded connections to the services. */
@ApplicationScoped
public class ServiceHttp {

    /** In place of the status of an answer that is too large to be read. */
    static final int TOO_LARGE = -413;

    private final HttpClient http;
    private final WebClient web;
    private final ServicesConfig config;
    private final Companions companions;
    private final Budget budget;
    private final int largeAnswer;
    private final int largestAnswer;

    ServiceHttp(Vertx vertx, ServicesConfig config, EdgeConfig edge, Companions companions) {
        this.companions = companions;
        this.config = config;
        budget = new Budget(vertx, edge.answerMemory(), edge.waitingForMemory(), edge.memoryPatience(), edge.memoryHeld());
        largeAnswer = edge.largeAnswer();
        largestAnswer = edge.largestAnswer();
        http = vertx.createHttpClient(new HttpClientOptions()
                .setKeepAlive(true)
                .setTcpNoDelay(true)
                .setMaxPoolSize(config.connections())
                .setMaxWaitQueueSize(config.waiting())
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setMaxHeaderSize(64 * 1024));
        web = WebClient.wrap(http);
    }

    /**
     * A whole answer.
     *
     * @param lease of the memory that a large one takes
     */
    public record Answer(int status, HttpClientResponse head, Buffer body, Budget.Lease lease) {}

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
                .compose(this::whole)
                .onSuccess(answer -> answer.lease().release())
                .recover(fault -> away(owner, fault));
    }

    /** Posts JSON; {@code credential} is the name and value of one header. */
    public Future<Answer> post(Owner owner, String path, String credentialName, String credential, Buffer json) {
        return open(owner, HttpMethod.POST, path)
                .compose(request -> request
                        .putHeader(credentialName, credential)
                        .putHeader("Content-Type", "application/json")
                        .send(json))
                .compose(this::whole)
                .recover(fault -> away(owner, fault));
    }

    private Future<Answer> whole(HttpClientResponse response) {
        String length = response.getHeader("Content-Length");
        long expected = length == null ? 0 : Long.parseLong(length);
        if (expected <= largeAnswer) {
            return whole(response, Budget.Lease.NONE);
        }
        response.pause();
        if (expected > largestAnswer) {
            response.request().reset();
            return Future.succeededFuture(new Answer(TOO_LARGE, response, Buffer.buffer(), Budget.Lease.NONE));
        }
        return budget.take(expected).compose(lease -> whole(response, lease).onFailure(_ -> lease.release())).onFailure(_ -> response.request().reset());
    }

    private static Future<Answer> whole(HttpClientResponse response, Budget.Lease lease) {
        Future<Answer> answer = response.body().map(body -> new Answer(response.statusCode(), response, body, lease));
        response.resume();
        return answer;
    }

    private static <T> Future<T> away(Owner owner, Throwable fault) {
        return Future.failedFuture(fault instanceof ServiceAway ? fault : new ServiceAway(owner, 0, fault));
    }

    @PreDestroy
    void close() {
        http.close();
    }
}
