package scriptorium.router.stream;

import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import scriptorium.router.request.EdgeConfig;
import scriptorium.router.request.RequestParams;

/** {@code /v2/stream/{streams}}: events as they happen, or from a point in the past on. */
@ApplicationScoped
public class EventStreams {

    private static final String PATH = "/v2/stream";

    private final Vertx vertx;
    private final KafkaReaders readers;
    private final StreamConfig streams;
    private final EdgeConfig config;
    private final Set<StreamReader> open = ConcurrentHashMap.newKeySet();

    EventStreams(Vertx vertx, KafkaReaders readers, StreamConfig streams, EdgeConfig config) {
        this.vertx = vertx;
        this.readers = readers;
        this.streams = streams;
        this.config = config;
    }

    void routes(@Observes Router router) {
        router.get(PATH).handler(context -> problem(context, 400, "Name one or more streams, with commas between them."));
        router.get(PATH + "/").handler(context -> problem(context, 400, "Name one or more streams, with commas between them."));
        router.get(PATH + "/*").handler(this::subscribe);
        router.options(PATH + "/*").handler(EventStreams::preflight);
    }

    void stop(@Observes ShutdownEvent event) {
        open.forEach(StreamReader::close);
    }

    private static void preflight(RoutingContext context) {
        context.response()
                .setStatusCode(204)
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Access-Control-Allow-Methods", "GET")
                .putHeader("Access-Control-Allow-Headers", "accept, cache-control, last-event-id, user-agent, api-user-agent")
                .end();
    }

    private void problem(RoutingContext context, int status, String message) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Access-Control-Allow-Origin", "*")
                .end(new JsonObject().put("status", status).put("message", message).put("streams", new JsonArray(streams.open())).encode());
    }

    private void subscribe(RoutingContext context) {
        HttpServerRequest request = context.request();
        List<String> topics = new ArrayList<>();
        String names = RequestParams.of("v=" + request.path().substring(PATH.length() + 1).replace("&", "%26")).get("v", "");
        for (String name : names.split(",")) {
            Optional<String> topic = topic(name.strip());
            if (topic.isEmpty()) {
                problem(context, 404, "There is no stream of the name " + name.strip() + ".");
                return;
            }
            topics.add(topic.get());
        }
        RequestParams params = RequestParams.of(request.query());
        String last = request.getHeader("Last-Event-ID") == null ? params.get("lastEventId", "") : request.getHeader("Last-Event-ID");
        Optional<List<Position>> from = last.isEmpty() ? Optional.of(List.of()) : Position.parse(last);
        Optional<Long> since = params.get("since", "").isEmpty() ? Optional.of(-1L) : Position.time(params.get("since", ""));
        if (from.isEmpty() || since.isEmpty()) {
            problem(context, 400, from.isEmpty() ? "Last-Event-ID is none that this server has given." : "The time in since is not understood.");
        } else if (open.size() >= config.streamClients()) {
            context.response().putHeader("Retry-After", "30");
            problem(context, 503, "As many clients as this server takes are reading streams already.");
        } else {
            start(context, topics.stream().distinct().toList(), from.get(), since.get());
        }
    }

    private Optional<String> topic(String name) {
        return streams.open().stream().filter(topic -> topic.equals(name) || topic.equals("mediawiki." + name)).findFirst();
    }

    private void start(RoutingContext context, List<String> topics, List<Position> from, long since) {
        HttpServerResponse response = context.response();
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream; charset=utf-8")
                .putHeader("Cache-Control", "private, no-cache, no-store, must-revalidate")
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("X-Accel-Buffering", "no");
        StreamReader[] holder = new StreamReader[1];
        StreamReader reader = new StreamReader(readers, topics, from, since, response, vertx.getOrCreateContext(), config.streamBuffer(), config.streamHeartbeat(),
                () -> open.remove(holder[0]));
        holder[0] = reader;
        open.add(reader);
        response.closeHandler(_ -> reader.close());
        response.exceptionHandler(_ -> reader.close());
        context.request().resume();
        Thread.ofPlatform().daemon().name("stream-" + String.join("+", topics)).stackSize(512 * 1024).start(reader);
    }
}
