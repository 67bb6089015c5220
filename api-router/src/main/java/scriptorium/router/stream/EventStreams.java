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

/** {@code /v2/stream/{streams}}: events as they happen, or from a point in the past on; server-sent, or a line of JSON each. */
@ApplicationScoped
public class EventStreams {

    private static final String PATH = "/v2/stream";
    private static final String NAME_STREAMS = "Name one or more streams, with commas between them.";

    private final Vertx vertx;
    private final KafkaReaders readers;
    private final LiveFeed feed;
    private final StreamConfig streams;
    private final EdgeConfig config;
    private final Set<Subscriber> open = ConcurrentHashMap.newKeySet();

    EventStreams(Vertx vertx, KafkaReaders readers, LiveFeed feed, StreamConfig streams, EdgeConfig config) {
        this.vertx = vertx;
        this.readers = readers;
        this.feed = feed;
        feed.onTooSlow(subscriber -> catchUp(subscriber, List.of(), -1));
        this.streams = streams;
        this.config = config;
    }

    void routes(@Observes Router router) {
        router.get(PATH).handler(context -> problem(context, 400, NAME_STREAMS));
        router.get(PATH + "/").handler(context -> problem(context, 400, NAME_STREAMS));
        router.get(PATH + "/*").handler(this::subscribe);
        router.options(PATH + "/*").handler(EventStreams::preflight);
    }

    void stop(@Observes ShutdownEvent event) {
        open.forEach(Subscriber::end);
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
        if (topics.isEmpty()) {
            problem(context, 400, NAME_STREAMS);
            return;
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
        boolean plainJson = asksForJson(context.request().getHeader("Accept"));
        response.setChunked(true)
                .putHeader("Content-Type", plainJson ? "application/json; charset=utf-8" : "text/event-stream; charset=utf-8")
                .putHeader("Cache-Control", "private, no-cache, no-store, must-revalidate")
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("X-Accel-Buffering", "no");
        Subscriber subscriber = new Subscriber(topics, response, vertx.getOrCreateContext(), plainJson, config.streamBuffer(), config.streamHeartbeat());
        open.add(subscriber);
        response.closeHandler(_ -> close(subscriber));
        response.exceptionHandler(_ -> close(subscriber));
        context.request().resume();
        if (from.isEmpty() && since < 0 && feed.joinNow(subscriber)) {
            subscriber.greet();
        } else {
            catchUp(subscriber, from, since);
        }
    }

    private void close(Subscriber subscriber) {
        subscriber.end();
        feed.leave(subscriber);
        open.remove(subscriber);
    }

    private void catchUp(Subscriber subscriber, List<Position> from, long since) {
        Thread.ofPlatform().daemon().name("stream-" + String.join("+", subscriber.topics())).stackSize(512 * 1024)
                .start(new CatchUp(readers, feed, subscriber, from, since, () -> close(subscriber)));
    }

    /** Server-sent events, unless the client takes nothing but JSON. */
    private static boolean asksForJson(String accept) {
        return accept != null && accept.contains("application/json") && !accept.contains("text/event-stream");
    }
}
