package scriptorium.router.edge;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import scriptorium.router.request.EdgeConfig;

/**
 * The public HTTP server. Quarkus' own refuses addresses that are no strict URIs, such as {@code titles=A|B} with a bare bar, as browsers and many clients send
 * them; so this one takes its place at the public port, spells such addresses out and hands everything on. Quarkus' server moves to a free port of this host.
 */
@ApplicationScoped
public class EdgeServer implements HttpServerOptionsCustomizer {

    private static final Logger LOG = Logger.getLogger(EdgeServer.class);
    private static final int ANY_SHARED_PORT = -1;

    private final Vertx vertx;
    private final boolean enabled;
    private volatile HttpServerOptions options;
    private volatile String deployment;
    private final AtomicBoolean opened = new AtomicBoolean();

    EdgeServer(Vertx vertx, EdgeConfig config) {
        this.vertx = vertx;
        enabled = config.lenientAddresses();
    }

    @Override
    public void customizeHttpServer(HttpServerOptions quarkus) {
        if (enabled) {
            options = new HttpServerOptions(quarkus);
            if (options.getPort() == 0) {
                options.setPort(ANY_SHARED_PORT);
            }
            quarkus.setHost("127.0.0.1").setPort(freePort());
        }
    }

    /** A port by number: metrics name servers by it, and cannot name one that has none yet. */
    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Quarkus' server listens, so everything is in place: now the public port may open. */
    void start(@ObservesAsync HttpServerStart event) {
        HttpServerOptions known = options;
        if (known != null && opened.compareAndSet(false, true)) {
            int loops = Math.max(2, 2 * Runtime.getRuntime().availableProcessors());
            vertx.deployVerticle(Listener::new, new DeploymentOptions().setInstances(loops)).onSuccess(id -> deployment = id).onFailure(fault -> {
                LOG.errorf("event=public-port-closed port=%d problem=%s", known.getPort(), fault.getMessage());
                Quarkus.asyncExit(1);
            });
        }
    }

    void stop(@Observes ShutdownEvent event) throws Exception {
        if (deployment != null) {
            vertx.undeploy(deployment).toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
        }
    }

    private final class Listener extends AbstractVerticle {
        @Override
        public void start(Promise<Void> started) {
            var root = VertxHttpRecorder.getRootHandler();
            vertx.createHttpServer(options)
                    .requestHandler(request -> {
                        if (request.version() == null) {
                            request.response().setStatusCode(505).putHeader("Connection", "close").end();
                        } else {
                            root.handle(Addresses.strict(request.uri()) ? request : new Spelled(request));
                        }
                    })
                    .listen()
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }

    /** The same request with a strict address. */
    private static final class Spelled extends HttpServerRequestWrapper {
        private final String uri;

        Spelled(HttpServerRequest request) {
            super((HttpServerRequestInternal) request);
            uri = Addresses.spelledOut(request.uri());
        }

        @Override
        public String uri() {
            return uri;
        }
    }
}
