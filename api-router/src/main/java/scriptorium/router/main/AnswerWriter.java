package scriptorium.router.main;

import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.SetCookie;
import scriptorium.contract.call.Warning;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.host.site.SiteConfig;
import scriptorium.router.dispatch.Reply;
import scriptorium.router.edge.Compression;
import scriptorium.router.format.JsonFormat;
import scriptorium.router.format.OutputFormat;
import scriptorium.router.request.Cookies;
import scriptorium.router.request.EdgeConfig;
import scriptorium.router.request.RequestParams;

/** Writes an answer to the client: envelope, headers, format. */
@ApplicationScoped
public class AnswerWriter {

    private static final Set<String> TOP = Set.of("batchcomplete", "continue", "query-continue");

    private final Vertx vertx;
    private final SiteConfig site;
    private final EdgeConfig config;
    private final PrettyPage page;

    AnswerWriter(Vertx vertx, SiteConfig site, EdgeConfig config, PrettyPage page) {
        this.vertx = vertx;
        this.site = site;
        this.config = config;
        this.page = page;
    }

    void refuse(ApiRequest request, Refusal refusal) {
        ModuleAnswer answer = new ModuleAnswer();
        answer.errors.addAll(refusal.errors());
        answer.errorModule = refusal.module();
        answer.status = refusal.status();
        answer.headers.putAll(refusal.headers());
        write(request, Reply.own(answer));
    }

    void write(ApiRequest request, Reply reply) {
        ModuleAnswer answer = reply.answer();
        HttpServerResponse response = request.http.response();
        response.setStatusCode(answer.status);
        request.headers.forEach(response::putHeader);
        answer.headers.forEach(response::putHeader);
        request.identity.ifPresent(identity -> identity.cookies().forEach(cookie -> cookie(response, cookie, request.now)));
        if (request.credentials == null || !request.credentials.bearer()) {
            answer.cookies.forEach(cookie -> cookie(response, cookie, request.now));
        }
        if (!answer.errors.isEmpty()) {
            response.putHeader("MediaWiki-API-Error", answer.errors.stream().map(Msg::code).distinct().collect(Collectors.joining(", ")));
        }
        cacheHeaders(request, answer, response);
        if (answer.raw.isPresent() && answer.errors.isEmpty()) {
            String type = answer.raw.get().contentType();
            answer.headers.forEach(response::putHeader);
            disposition(response, fileName(type));
            raw(request, type, answer.raw.get().text());
            return;
        }
        Result.Tree tree = request.notices.resolve(envelope(request, answer));
        if (reply.bytes() > config.largeAnswer()) {
            Future<byte[]> body = vertx.executeBlocking(() -> request.format.format().write(tree), false);
            body.onSuccess(bytes -> print(request, bytes)).onFailure(_ -> response.reset());
        } else {
            print(request, request.format.format().write(tree));
        }
    }

    private void cookie(HttpServerResponse response, SetCookie cookie, Instant now) {
        Cookies.set(response, cookie, site, Clock.fixed(now, ZoneOffset.UTC));
    }

    /** The whole answer: what the module gives, warnings and errors around it, and the main module's own fields after it. */
    private Result.Tree envelope(ApiRequest request, ModuleAnswer answer) {
        List<Warning> warnings = new ArrayList<>(request.warnings);
        // A format warns when it writes, after everybody else; only when it cannot be used at all has nobody else a say.
        List<Warning> ofFormat = answer.errors.isEmpty() ? warnings.stream().filter(warning -> warning.module().equals(request.formatName)).toList() : List.of();
        warnings.removeAll(ofFormat);
        // What several modules say of the same thing is said once.
        answer.warnings.stream().distinct().forEach(warnings::add);
        arrays(request, answer, warnings);
        boolean early = !warnings.isEmpty();
        Result.Tree tree = new Result.Tree();
        if (!answer.errors.isEmpty()) {
            request.notices.addErrors(tree, answer.errors, answer.errorModule.isEmpty() ? "main" : answer.errorModule);
            if (early) {
                tree.put("warnings", request.notices.warnings(warnings));
            }
            request.notices.addReference(tree);
            tree.putAll(answer.result);
        } else {
            late(request, answer, warnings);
            warnings.addAll(ofFormat);
            Result.Tree result = answer.result;
            if (!early && !warnings.isEmpty()) {
                tree.put("warnings", request.notices.warnings(warnings));
            }
            if (early) {
                for (String name : result.fields().keySet()) {
                    if (TOP.contains(name)) {
                        tree.set(name, result.get(name));
                    }
                }
                tree.put("warnings", request.notices.warnings(warnings));
            }
            tree.putAll(result);
        }
        addOwn(request, tree);
        return tree;
    }

    private static void arrays(ApiRequest request, ModuleAnswer answer, List<Warning> warnings) {
        List<String> arrays = new ArrayList<>(request.params.arrays());
        // The main module reads its own first.
        arrays.sort(Comparator.comparing(name -> !request.used.contains(name)));
        for (String name : arrays) {
            if (answer.used.contains(name) || request.used.contains(name)) {
                warnings.add(new Warning("main", Msg.of("unsupportedarray", "apiwarn-unsupportedarray", Arg.raw(name))));
            }
        }
    }

    /** Warnings that can only be given when the module has run: of parameters that nobody read. */
    private static void late(ApiRequest request, ModuleAnswer answer, List<Warning> warnings) {
        Set<String> used = new LinkedHashSet<>(request.used);
        used.addAll(answer.used);
        if (request.params.cut()) {
            warnings.add(new Warning("main", Msg.of("toomanyparams", "apiwarn-toomanyparams")));
        }
        List<String> unknown = new ArrayList<>();
        request.params.arrays().stream().filter(name -> !used.contains(name)).forEach(unknown::add);
        request.params.values().keySet().stream().filter(name -> !used.contains(name)).forEach(unknown::add);
        request.params.files().keySet().stream().filter(name -> !used.contains(name)).forEach(unknown::add);
        if (!unknown.isEmpty()) {
            warnings.add(new Warning("main", Msg.of("unrecognizedparams", "apierror-unrecognizedparams",
                    new Arg.ListOf(unknown.stream().map(Arg::raw).toList(), "comma"), Arg.rawNum(unknown.size()))));
        }
    }

    /** These come with every answer, also when another main parameter was bad. */
    private static void addOwn(ApiRequest request, Result.Tree tree) {
        RequestParams params = request.params;
        if (params.has("requestid")) {
            tree.put("requestid", params.get("requestid", ""));
        }
        if (params.has("curtimestamp")) {
            tree.put("curtimestamp", Timestamps.iso(request.now));
        }
        if (params.has("responselanginfo")) {
            tree.put("uselang", request.language);
            tree.put("errorlang", request.errorLanguage);
        }
    }

    private static void cacheHeaders(ApiRequest request, ModuleAnswer answer, HttpServerResponse response) {
        boolean failed = !answer.errors.isEmpty();
        long maxAge = failed ? 0 : age(request, MainModule.MAXAGE, answer.maxAge.orElse(0));
        long sharedAge = failed ? 0 : age(request, MainModule.SMAXAGE, answer.sMaxAge.orElse(0));
        boolean open = !failed && answer.cookies.isEmpty() && answer.cacheMode != ModuleAnswer.CacheMode.PRIVATE;
        String origin = request.originNamed ? ", Origin" : "";
        response.putHeader("Vary", "Accept-Encoding" + origin + (open ? ", Treat-as-Untrusted, Cookie" : ""));
        boolean content = request.params.get("uselang", "").equals("content");
        boolean nobody = request.credentials == null || !request.credentials.any();
        if (open && (maxAge > 0 || sharedAge > 0) && (nobody || content && answer.cacheMode == ModuleAnswer.CacheMode.PUBLIC)) {
            long until = Math.min(maxAge, sharedAge);
            response.putHeader("Expires", until == 0 ? "Thu, 01 Jan 1970 00:00:01 GMT" : Cookies.httpDate(request.now.plusSeconds(until)));
            response.putHeader("Cache-Control", answer.maxAge.isPresent()
                    ? "max-age=" + maxAge + ", s-maxage=" + sharedAge + ", public"
                    : "s-maxage=" + sharedAge + ", max-age=" + maxAge + ", public");
        } else {
            response.putHeader("Cache-Control", "private, must-revalidate, max-age=" + maxAge);
        }
    }

    private static long age(ApiRequest request, Param<Long> param, int ofModule) {
        return request.main.map(main -> ofModule > 0 ? ofModule : main.get(param).longValue()).orElse(0L);
    }

    private void print(ApiRequest request, byte[] body) {
        OutputFormat format = request.format.format();
        if (!request.format.html()) {
            disposition(request.http.response(), "api-result." + format.extension());
            send(request, format.mime() + "; charset=utf-8", body);
        } else if (request.format.wrapped()) {
            disposition(request.http.response(), "api-result-wrapped.json");
            send(request, "text/mediawiki-api-prettyprint-wrapped; charset=utf-8",
                    page.wrapped(body, request.http.response().getStatusCode(), request.http.response().getStatusMessage(), request.startedNanos));
        } else {
            disposition(request.http.response(), "api-result.html");
            send(request, "text/html; charset=UTF-8", page.page(request, body));
        }
    }

    /** A module's own body. One in JSON goes to the callback that was asked for, as any answer in JSON does. */
    private void raw(ApiRequest request, String type, String text) {
        if (type.startsWith("application/json") && request.format.format() instanceof JsonFormat json && json.jsonp()) {
            send(request, json.mime() + "; charset=utf-8", ("/**/" + json.callback() + "(" + text + ")").getBytes(StandardCharsets.UTF_8));
        } else {
            send(request, type, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String fileName(String type) {
        String ending = type.startsWith("text/html") ? "html" : type.contains("xml") ? "xml" : type.contains("json") ? "json" : "txt";
        return ending.equals("html") ? "api-help.html" : "api-result." + ending;
    }

    private static void disposition(HttpServerResponse response, String fileName) {
        if (!response.headers().contains("Content-Disposition")) {
            response.putHeader("Content-Disposition", "inline; filename=" + fileName);
        }
    }

    private void send(ApiRequest request, String contentType, byte[] body) {
        HttpServerResponse response = request.http.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (contentType.startsWith("text/html")) {
            // A page for people is told apart by who looks at it, and kept by nobody without asking.
            response.putHeader("Content-Language", request.language).putHeader("Vary", "Accept-Encoding, Cookie");
            if (!response.headers().contains("Expires")) {
                response.putHeader("Expires", "Thu, 01 Jan 1970 00:00:00 GMT");
            }
        }
        response.putHeader("Content-Type", contentType)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("X-Request-Id", request.id);
        boolean compress = body.length >= config.compressFrom() && Compression.accepted(request.http.getHeader("Accept-Encoding"));
        if (!compress) {
            end(request, response, body);
        } else if (body.length > config.largeAnswer()) {
            vertx.executeBlocking(() -> Compression.gzip(body), false)
                    .onSuccess(packed -> end(request, response.putHeader("Content-Encoding", "gzip"), packed))
                    .onFailure(_ -> response.reset());
        } else {
            end(request, response.putHeader("Content-Encoding", "gzip"), Compression.gzip(body));
        }
    }

    private static void end(ApiRequest request, HttpServerResponse response, byte[] body) {
        response.putHeader("Content-Length", Integer.toString(body.length));
        if (request.http.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(Buffer.buffer(Unpooled.wrappedBuffer(body)));
        }
    }
}
