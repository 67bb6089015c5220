package scriptorium.host.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.contract.call.CallJson;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.ModuleCall;

/** How one service calls another. Failures are faults ({@link ServiceFault} or the connection's own); refusals are ordinary answers. */
@ApplicationScoped
public class ServiceClient {

    /** A service of the suite. */
    public enum Service { AUTH, PAGE, QUERY, UPLOAD }

    private final WebClient web;
    private final ServicesConfig config;
    private final Optional<String> internalKey;

    ServiceClient(Vertx vertx, ServicesConfig config, @ConfigProperty(name = "scriptorium.internal-key") Optional<String> internalKey) {
        this.config = config;
        this.internalKey = internalKey;
        web = WebClient.create(vertx, new WebClientOptions()
                .setKeepAlive(true)
                .setTcpNoDelay(true)
                .setMaxPoolSize(config.connections())
                .setMaxWaitQueueSize(config.waiting())
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setUserAgentEnabled(false)
                .setFollowRedirects(false)
                .setDecompressionSupported(false));
    }

    /** Runs a module of another service in the caller's name. */
    public Uni<ModuleAnswer> call(Service service, String path, ModuleCall call, String bearer) {
        return web.postAbs(url(service) + "/internal/modules/" + path)
                .timeout(config.requestTimeout().toMillis())
                .putHeader("Authorization", "Bearer " + bearer)
                .putHeader("Content-Type", "application/json")
                .sendBuffer(Buffer.buffer(CallJson.write(call)))
                .map(response -> CallJson.readAnswer(good(service, response).body().getBytes()));
    }

    /** Posts JSON in the caller's name and reads JSON. */
    public Uni<JsonObject> post(Service service, String path, JsonObject body, String bearer) {
        return web.postAbs(url(service) + path)
                .timeout(config.requestTimeout().toMillis())
                .putHeader("Authorization", "Bearer " + bearer)
                .putHeader("Content-Type", "application/json")
                .sendBuffer(Buffer.newInstance(body.toBuffer()))
                .map(response -> good(service, response).bodyAsJsonObject());
    }

    /** Posts JSON in the suite's own name, with the internal key. */
    public Uni<JsonObject> postInternally(Service service, String path, JsonObject body) {
        return web.postAbs(url(service) + path)
                .timeout(config.requestTimeout().toMillis())
                .putHeader("X-Scriptorium-Key", internalKey.orElse(""))
                .putHeader("Content-Type", "application/json")
                .sendBuffer(Buffer.newInstance(body.toBuffer()))
                .map(response -> good(service, response).bodyAsJsonObject());
    }

    public WebClient web() {
        return web;
    }

    public String url(Service service) {
        return switch (service) {
            case AUTH -> config.authUrl();
            case PAGE -> config.pageUrl();
            case QUERY -> config.queryUrl();
            case UPLOAD -> config.uploadUrl();
        };
    }

    private static HttpResponse<Buffer> good(Service service, HttpResponse<Buffer> response) {
        if (response.statusCode() != 200) {
            throw new ServiceFault(service.name().toLowerCase(java.util.Locale.ROOT), response.statusCode());
        }
        return response;
    }

    @PreDestroy
    void close() {
        web.close();
    }
}
