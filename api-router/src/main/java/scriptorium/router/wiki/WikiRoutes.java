package scriptorium.router.wiki;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jboss.logging.Logger;
import scriptorium.contract.message.ApiException;
import scriptorium.host.site.SiteConfig;
import scriptorium.router.dispatch.ServiceAway;
import scriptorium.router.edge.Compression;
import scriptorium.router.edge.EdgeLimits;
import scriptorium.router.request.BodyReader;
import scriptorium.router.request.RequestParams;
import scriptorium.router.request.ClientAddresses;
import scriptorium.router.request.Urls;
import scriptorium.router.text.Html;

/** {@code /}, {@code /wiki/…} and {@code /w/index.php}. */
@ApplicationScoped
public class WikiRoutes {

    private static final Logger LOG = Logger.getLogger(WikiRoutes.class);

    private final ClientAddresses addresses;
    private final SiteConfig site;
    private final PageViews views;
    private final ListViews lists;
    private final RawText raw;
    private final RunJobs jobs;
    private final EdgeLimits limits;
    private final PassThrough others;
    private final BodyReader bodies;

    WikiRoutes(SiteConfig site, PageViews views, ListViews lists, RawText raw, RunJobs jobs, EdgeLimits limits, PassThrough others, BodyReader bodies, ClientAddresses addresses) {
        this.addresses = addresses;
        this.site = site;
        this.views = views;
        this.lists = lists;
        this.raw = raw;
        this.jobs = jobs;
        this.limits = limits;
        this.others = others;
        this.bodies = bodies;
    }

    /** A page that is ready to be sent. */
    record Reply(int status, String contentType, Map<String, String> headers, String body) {
        static Reply html(int status, String body) {
            return new Reply(status, "text/html; charset=UTF-8", Map.of("Cache-Control", "private, must-revalidate, max-age=0"), body);
        }

        static Reply redirect(int status, String location) {
            return new Reply(status, "text/plain; charset=UTF-8", Map.of("Location", location), "");
        }
    }

    void routes(@Observes Router router) {
        // What services say among themselves is nobody else's business, and the router has none of it.
        router.route("/internal/*").handler(context -> context.response().setStatusCode(404).end());
        String articles = site.articlePath().replace("$1", "");
        router.get("/").handler(context -> send(context, Future.succeededFuture(Reply.redirect(302, site.server() + Urls.page(site, site.mainPage())))));
        router.get(articles.substring(0, articles.length() - 1)).handler(this::home);
        router.get(articles + "*").handler(context -> article(context, articles));
        router.head(articles + "*").handler(context -> article(context, articles));
        String index = site.scriptPath() + "/index.php";
        router.get(index).handler(this::index);
        router.head(index).handler(this::index);
        router.post(index).handler(this::posted);
        router.get("/robots.txt").handler(context -> send(context, Future.succeededFuture(
                new Reply(200, "text/plain; charset=UTF-8", Map.of(), "User-agent: *\nDisallow: " + site.scriptPath() + "/\n"))));
    }

    private void home(RoutingContext context) {
        send(context, Future.succeededFuture(Reply.redirect(301, site.server() + Urls.page(site, site.mainPage()))));
    }

    private void article(RoutingContext context, String prefix) {
        String path = context.request().path().substring(prefix.length());
        String title = RequestParams.of("t=" + path.replace("+", "%2B").replace("&", "%26")).get("t", "").replace('_', ' ').strip();
        if (title.isEmpty()) {
            home(context);
            return;
        }
        show(context, title, RequestParams.of(context.request().query()));
    }

    private void index(RoutingContext context) {
        index(context, RequestParams.of(context.request().query()));
    }

    /** Some clients post what they only want to read. */
    private void posted(RoutingContext context) {
        if (others.page(context, RequestParams.of(context.request().query()).get("title", ""))) {
            return;
        }
        bodies.read(context.request()).onFailure(context::fail).onSuccess(params -> {
            bodies.discard(params);
            if (params.get("title", "").replace('_', ' ').equals("Special:RunJobs")) {
                send(context, jobs.run(params));
            } else {
                index(context, params);
            }
        });
    }

    private void index(RoutingContext context, RequestParams params) {
        String title = params.get("title", "").replace('_', ' ').strip();
        show(context, title.isEmpty() && params.has("search") ? "Special:Search" : title, params);
    }

    private void show(RoutingContext context, String title, RequestParams params) {
        HttpServerRequest request = context.request();
        if (context.request().method().equals(HttpMethod.GET) && others.page(context, title)) {
            return;
        }
        long wait = limits.takeAddress(addresses.of(request));
        if (wait > 0) {
            end(context, new Reply(429, "text/plain; charset=UTF-8", Map.of("Retry-After", Long.toString(wait)), "Too many requests. Please wait a little.\n"));
            return;
        }
        String action = params.get("action", "view");
        boolean byRevision = params.has("oldid") || params.has("curid");
        Future<Reply> reply;
        if (title.equals("Special:RunJobs")) {
            reply = Future.succeededFuture(RunJobs.bad("It must be posted."));
        } else if (action.equals("raw")) {
            reply = raw.show(request, title, params);
        } else if (title.startsWith("Special:")) {
            reply = lists.special(request, title.substring(8), params);
        } else if (title.isEmpty() && !byRevision) {
            reply = Future.succeededFuture(Reply.redirect(301, site.server() + Urls.page(site, site.mainPage())));
        } else {
            reply = switch (action) {
                case "history" -> lists.history(request, title, params);
                case "edit", "submit", "source" -> views.source(request, title, params);
                default -> views.view(request, title, params);
            };
        }
        send(context, reply);
    }

    private void send(RoutingContext context, Future<Reply> reply) {
        reply.onSuccess(ready -> end(context, ready)).onFailure(fault -> {
            if (fault instanceof ApiException) {
                end(context, new Reply(401, "text/plain; charset=UTF-8", Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\"", "Cache-Control", "no-store"),
                        "The access token that came with the request is not accepted.\n"));
                return;
            }
            boolean away = fault instanceof ServiceAway;
            if (!away) {
                LOG.errorf(fault, "event=page-fault path=%s", context.request().path());
            }
            end(context, Reply.html(away ? 503 : 500, PageShell.page(site, "Not now", "Not now", "",
                    "<p>" + Html.text(away ? "A part of this wiki is away at the moment. Please try again in a few seconds." : "Something went wrong on our side.") + "</p>")));
        });
    }

    private static void end(RoutingContext context, Reply reply) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        response.putHeader("Content-Type", reply.contentType()).putHeader("X-Content-Type-Options", "nosniff").putHeader("Vary", "Accept-Encoding, Cookie");
        if (reply.status() == 503) {
            response.putHeader("Retry-After", "5");
        }
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        if (body.length > 1000 && body.length < 400_000 && Compression.accepted(context.request().getHeader("Accept-Encoding"))) {
            body = Compression.gzip(body);
            response.putHeader("Content-Encoding", "gzip");
        }
        response.putHeader("Content-Length", Integer.toString(body.length));
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(Buffer.buffer(body));
        }
    }
}
