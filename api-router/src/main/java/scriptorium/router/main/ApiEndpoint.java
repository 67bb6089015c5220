package scriptorium.router.main;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.Warning;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.ParamReader;
import scriptorium.contract.param.ParamValues;
import scriptorium.host.site.SiteConfig;
import scriptorium.router.dispatch.Credentials;
import scriptorium.router.dispatch.Identities;
import scriptorium.router.dispatch.Identity;
import scriptorium.router.dispatch.Module;
import scriptorium.router.dispatch.ModuleDirectory;
import scriptorium.router.dispatch.Reply;
import scriptorium.router.dispatch.ServiceAway;
import scriptorium.router.edge.Cors;
import scriptorium.router.edge.EdgeLimits;
import scriptorium.router.request.BodyReader;
import scriptorium.router.request.Cookies;
import scriptorium.router.request.RequestFault;
import scriptorium.router.request.RequestParams;
import scriptorium.router.request.Requests;
import scriptorium.router.request.ClientAddresses;
import scriptorium.router.request.Urls;
import scriptorium.router.text.Catalog;
import scriptorium.router.text.ErrorFormat;
import scriptorium.router.text.Notices;

/**
 * {@code /w/api.php}. The order of checks is part of the API: origin, main parameters, method, assertions, module, lag; then the owning service checks the rest.
 */
@ApplicationScoped
public class ApiEndpoint {

    private static final Logger LOG = Logger.getLogger(ApiEndpoint.class);
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.HEAD);

    /** As later versions of MediaWiki have it: a page of any origin may call with a bearer token, which no browser sends by itself. */
    private static final String CROSS_ORIGIN = "crossorigin";

    private final ClientAddresses addresses;
    private final SiteConfig site;
    private final Catalog catalog;
    private final ModuleDirectory directory;
    private final Identities identities;
    private final ModuleRunner runner;
    private final AnswerWriter writer;
    private final Lag lag;
    private final BodyReader bodies;
    private final Cors cors;
    private final EdgeLimits limits;

    ApiEndpoint(
            SiteConfig site,
            Catalog catalog,
            ModuleDirectory directory,
            Identities identities,
            ModuleRunner runner,
            AnswerWriter writer,
            Lag lag,
            EdgeLimits limits,
            BodyReader bodies, ClientAddresses addresses) {
        this.addresses = addresses;
        this.site = site;
        this.catalog = catalog;
        this.directory = directory;
        this.identities = identities;
        this.runner = runner;
        this.writer = writer;
        this.lag = lag;
        this.bodies = bodies;
        cors = new Cors(site.corsOrigins().orElse(List.of()));
        this.limits = limits;
    }

    void routes(@Observes Router router) {
        String path = site.scriptPath() + "/api.php";
        router.route(path).handler(this::handle);
        router.route(path + "/*").handler(this::redirect);
    }

    /** There is nothing below api.php. */
    private void redirect(RoutingContext context) {
        String query = context.request().query();
        context.response()
                .setStatusCode(301)
                .putHeader("Location", Urls.api(site) + (query == null ? "" : "?" + query))
                .putHeader("Content-Type", "text/plain; charset=UTF-8")
                .end("There is nothing below api.php: leave out what stands between it and the question mark.");
    }

    private void handle(RoutingContext context) {
        ApiRequest request = new ApiRequest(context.request(), Requests.newId(), Instant.now());
        request.notices = new Notices(catalog, ErrorFormat.BC, "en", Urls.api(site));
        if (request.http.method().equals(HttpMethod.OPTIONS)) {
            preflight(request);
            return;
        }
        long wait = limits.takeAddress(addresses.of(request.http));
        if (wait > 0) {
            refuseUnread(request, Refusal.tooMany(wait));
            return;
        }
        bodies.read(request.http)
                .onSuccess(params -> run(request, params))
                .onFailure(fault -> unreadable(request, fault));
    }

    private void preflight(ApiRequest request) {
        RequestParams params = RequestParams.of(request.http.query());
        if (crossOrigin(request.http.query()) && !params.has("origin")) {
            cors.withBearer(true, request.header("Access-Control-Request-Headers")).forEach(request.http.response()::putHeader);
            request.http.response().putHeader("X-Request-Id", request.id).putHeader("X-Content-Type-Options", "nosniff").end();
            return;
        }
        Cors.Verdict verdict = cors.judge(params.get("origin", ""), request.header("Origin"), true,
                request.header("Access-Control-Request-Method"), request.header("Access-Control-Request-Headers"));
        if (verdict.forbidden() || emptyOrigin(params)) {
            forbidden(request);
            return;
        }
        HttpServerResponse response = request.http.response();
        verdict.headers().forEach(response::putHeader);
        if (params.get("origin", "").equals("*")) {
            response.putHeader("MediaWiki-Login-Suppressed", "true");
        }
        response.putHeader("Content-Type", "text/html; charset=UTF-8").putHeader("X-Request-Id", request.id).putHeader("X-Content-Type-Options", "nosniff").end();
    }

    /** It must stand in the address, for a preflight has no body. */
    private static boolean crossOrigin(String query) {
        return RequestParams.of(query).has(CROSS_ORIGIN);
    }

    /** An origin that is named, and no origin. */
    private static boolean emptyOrigin(RequestParams params) {
        return params.has("origin") && params.get("origin", "").isEmpty();
    }

    private static void forbidden(ApiRequest request) {
        request.http.response()
                .setStatusCode(403)
                .putHeader("Cache-Control", "no-cache")
                .putHeader("Vary", "Accept-Encoding")
                .putHeader("Content-Type", "text/html; charset=UTF-8")
                .putHeader("X-Request-Id", request.id)
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(Buffer.buffer("The parameter origin and the header Origin differ.\n"));
    }

    /** Refuses without having read the body; the connection cannot be used again. */
    private void refuseUnread(ApiRequest request, Refusal refusal) {
        request.params = RequestParams.of(request.http.query());
        request.headers.put("Connection", "close");
        chooseFormat(request);
        writer.refuse(request, refusal);
        request.http.resume();
    }

    private void unreadable(ApiRequest request, Throwable fault) {
        if (fault instanceof RequestFault known) {
            refuseUnread(request, Refusal.unread(known.status()));
        } else {
            request.http.connection().close();
        }
    }

    private void run(ApiRequest request, RequestParams params) {
        request.params = params;
        request.http.response().endHandler(_ -> finish(request));
        request.http.response().closeHandler(_ -> finish(request));
        Future<Reply> answer;
        try {
            Optional<Refusal> badFormat = chooseFormat(request);
            if (!admitted(request)) {
                forbidden(request);
                return;
            }
            if (badFormat.isPresent()) {
                writer.refuse(request, badFormat.get());
                return;
            }
            answer = answer(request);
        } catch (ApiException refused) {
            writer.refuse(request, unknownService(request, refused));
            return;
        } catch (RuntimeException fault) {
            fail(request, fault);
            return;
        }
        answer.onSuccess(whole -> write(request, whole)).onFailure(fault -> fail(request, fault));
    }

    private void finish(ApiRequest request) {
        bodies.discard(request.params);
        request.params = RequestParams.of("");
        request.lease.release();
    }

    private void write(ApiRequest request, Reply answer) {
        request.lease = answer.lease();
        if (request.http.response().closed()) {
            finish(request);
            return;
        }
        try {
            writer.write(request, answer);
        } catch (RuntimeException fault) {
            fail(request, fault);
        }
    }

    /** An unknown action while a service has not been heard of may be that service's. */
    private Refusal unknownService(ApiRequest request, ApiException refused) {
        if (!directory.complete() && refused.getMessage().equals("badvalue") && request.params.has("action")
                && directory.modules().group("action").get(request.params.get("action", "")) == null) {
            return new Refusal(List.of(Msg.of("service-unavailable", "apierror-services-starting")), "main", 503, Map.of("Retry-After", "5"));
        }
        return Refusal.of(refused, "main");
    }

    private void fail(ApiRequest request, Throwable fault) {
        String module = request.params.get("action", "main");
        switch (fault) {
            case ApiException refused -> writer.refuse(request, Refusal.of(refused, "main"));
            case ServiceAway away -> {
                LOG.warnf("event=service-away requestId=%s service=%s status=%d cause=%s", request.id, away.owner().wireName(), away.status(), away.getCause());
                writer.refuse(request, Refusal.away(away, module));
            }
            default -> {
                LOG.errorf(fault, "event=fault requestId=%s action=%s", request.id, module);
                if (!request.http.response().headWritten()) {
                    writer.refuse(request, Refusal.fault(fault, request.id));
                } else {
                    request.http.connection().close();
                }
            }
        }
    }

    /** Format and error format, before anything can be refused. A format with bad parameters is printed without them. */
    private Optional<Refusal> chooseFormat(ApiRequest request) {
        RequestParams params = request.params;
        request.language = language(params.get("uselang", "user"));
        ErrorFormat errors = ErrorFormat.of(params.get("errorformat", "bc")).orElse(ErrorFormat.BC);
        request.errorLanguage = errorLanguage(errors, params.get("errorlang", "uselang"), request.language);
        request.notices = new Notices(catalog, errors, request.errorLanguage, Urls.api(site));
        String asked = params.get("format", "jsonfm");
        ModuleSpec spec = FormatModules.find(asked).or(() -> FormatModules.find("jsonfm")).orElseThrow();
        request.formatName = spec.name();
        request.format = FormatModules.plain(spec.name());
        try {
            ParamValues values = new ParamReader(spec, "", params.raw(request.isPost()), environment(request, false),
                    warning -> request.warnings.add(new Warning(spec.path(), warning)), request.used).read();
            request.format = FormatModules.choose(spec.name(), values);
            if (FormatModules.asksForXslt(spec.name(), values)) {
                request.warnings.add(new Warning(spec.path(), Msg.of("xslt-disabled", "apiwarn-xslt-disabled")));
            }
            return Optional.empty();
        } catch (ApiException bad) {
            request.warnings.add(new Warning("main", Msg.of("errorprinterfailed", "apiwarn-errorprinterfailed")));
            bad.errors().forEach(error -> request.warnings.add(new Warning(spec.path(), error)));
            return Optional.of(Refusal.of(bad, spec.path()));
        }
    }

    private RouterEnvironment environment(ApiRequest request, boolean highLimits) {
        return new RouterEnvironment(directory.modules(), highLimits, request.now);
    }

    /** Origin and trust; false when the request is not to be answered at all. */
    private boolean admitted(ApiRequest request) {
        RequestParams params = request.params;
        Cors.Verdict verdict = cors.judge(params.get("origin", ""), request.header("Origin"), false, "", "");
        if (verdict.forbidden() || emptyOrigin(params)) {
            return false;
        }
        request.headers.putAll(verdict.headers());
        request.originNamed = verdict.named();
        request.loginSuppressed = params.get("origin", "").equals("*") || params.has("callback") || request.header("Treat-as-Untrusted").equals("1");
        if (request.loginSuppressed) {
            request.headers.put("MediaWiki-Login-Suppressed", "true");
        }
        Credentials shown = new Credentials(Cookies.of(request.http, site), request.header("Authorization"), addresses.of(request.http), request.header("User-Agent"));
        request.credentials = request.loginSuppressed ? shown.anonymous() : shown.bearer() ? shown.withoutCookies() : shown;
        if (shown.bearer() && crossOrigin(request.http.query())) {
            request.used.add(CROSS_ORIGIN);
            request.headers.putAll(cors.withBearer(false, ""));
        }
        return true;
    }

    private Future<Reply> answer(ApiRequest request) {
        ParamValues main = new ParamReader(MainModule.SPEC, "", request.params.raw(request.isPost()), environment(request, false),
                warning -> request.warnings.add(new Warning("main", warning)), request.used).read();
        request.main = Optional.of(main);
        if (!METHODS.contains(request.http.method())) {
            return Future.succeededFuture(refusal(Refusal.method()));
        }
        return identities.of(request.credentials).compose(identity -> checked(request, main, identity));
    }

    private String language(String asked) {
        return asked.equals("user") || asked.equals("content") || asked.isEmpty() || asked.matches(".*[:/\\\\\"'<>&].*") ? site.language() : asked.toLowerCase(Locale.ROOT);
    }

    private String errorLanguage(ErrorFormat format, String asked, String language) {
        if (format == ErrorFormat.BC) {
            return "en";
        }
        return asked.equals("uselang") ? language : language(asked);
    }

    private Future<Reply> checked(ApiRequest request, ParamValues main, Identity identity) {
        request.identity = Optional.of(identity);
        identity.error().ifPresent(error -> {
            throw new ApiException(error);
        });
        if (main.get(MainModule.USELANG).equals("user")) {
            request.language = identity.caller().options().getOrDefault("language", site.language());
        }
        long wait = identity.caller().anonymous() ? 0 : limits.takeAccount(identity.caller().userId());
        if (wait > 0) {
            return Future.succeededFuture(refusal(Refusal.tooMany(wait)));
        }
        assertCaller(main, identity);
        Module module = directory.modules().find(main.get(MainModule.ACTION)).orElseThrow(() -> ApiException.of("badvalue", "apierror-unknown-module"));
        if (module.writes() && request.header("Promise-Non-Write-API-Action").equals("true")) {
            throw ApiException.of("promised-nonwrite-api", "apierror-promised-nonwrite-api");
        }
        Optional<Long> maxlag = main.get(MainModule.MAXLAG);
        if (maxlag.isEmpty()) {
            return runner.run(request, module);
        }
        return lag.report().compose(report -> report.seconds() > maxlag.get()
                ? Future.succeededFuture(refusal(Refusal.lagged(report.seconds(), maxlag.get(), report.host())))
                : runner.run(request, module));
    }

    private static Reply refusal(Refusal refusal) {
        ModuleAnswer answer = new ModuleAnswer();
        answer.errors.addAll(refusal.errors());
        answer.errorModule = refusal.module();
        answer.status = refusal.status();
        answer.headers.putAll(refusal.headers());
        return Reply.own(answer);
    }

    private static void assertCaller(ParamValues main, Identity identity) {
        main.get(MainModule.ASSERT).ifPresent(asserted -> {
            boolean holds = switch (asserted) {
                case "anon" -> identity.caller().anonymous();
                case "user" -> !identity.caller().anonymous();
                default -> identity.caller().may("bot");
            };
            if (!holds) {
                throw ApiException.of("assert" + asserted + "failed", "apierror-assert" + asserted + "failed");
            }
        });
        main.get(MainModule.ASSERT_USER).ifPresent(name -> {
            if (identity.caller().anonymous() || !identity.caller().name().equals(name)) {
                throw ApiException.of("assertnameduserfailed", "apierror-assertnameduserfailed", Arg.raw(name));
            }
        });
    }
}
