package scriptorium.router;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import scriptorium.contract.call.CallJson;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.ModuleCall;
import scriptorium.contract.call.Position;
import scriptorium.contract.call.SetCookie;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.Descriptor;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.ParamType;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;

/** Tiny services behind real HTTP: enough of each to see the router at work. upload-service declares a module and then is away. */
public class FakeServices implements QuarkusTestResourceLifecycleManager {

    /** Paths asked of any service, in order. */
    static final ConcurrentLinkedQueue<String> ASKED = new ConcurrentLinkedQueue<>();

    private final Vertx vertx = Vertx.vertx();

    @Override
    public Map<String, String> start() {
        try {
            return Map.of(
                    "scriptorium.services.auth-url", serve("auth"),
                    "scriptorium.services.page-url", serve("page"),
                    "scriptorium.services.query-url", serve("query"),
                    "scriptorium.services.upload-url", serve("upload"),
                    "scriptorium.kafka.enabled", "false",
                    "scriptorium.edge.lenient-addresses", "false",
                    "scriptorium.secret-key", "secret",
                    "scriptorium.internal-key", "internal",
                    "scriptorium.site.server", "http://wiki.example",
                    "scriptorium.site.wiki-id", "testwiki");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        vertx.close();
    }

    private String serve(String service) throws Exception {
        HttpServer server = vertx.createHttpServer().requestHandler(request -> request.body().onSuccess(body -> answer(service, request, body)));
        return "http://127.0.0.1:" + server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS).actualPort();
    }

    private static void answer(String service, HttpServerRequest request, Buffer body) {
        String path = java.net.URLDecoder.decode(request.path().replace("+", "%2B"), StandardCharsets.UTF_8);
        if (!path.equals("/internal/modules") && !path.equals("/internal/identity")) {
            ASKED.add(service + " " + path);
        }
        switch (path) {
            case "/internal/modules" -> request.response().putHeader("ETag", "\"1\"").end(declarations(service));
            case "/internal/identity" -> request.response().end(identity(new JsonObject(body)));
            case "/internal/lag" -> request.response().end("{\"lagSeconds\":0,\"host\":\"\"}");
            case "/internal/positions/await" -> request.response().end("{\"reached\":true}");
            case "/internal/jobs/drain" -> request.response().end("{}");
            case "/internal/modules/query" -> module(request, FakeServices::query, body);
            case "/internal/modules/query+userinfo" -> module(request, FakeServices::userInfo, body);
            case "/internal/modules/edit" -> module(request, FakeServices::edit, body);
            case "/internal/modules/parse" -> module(request, FakeServices::parse, body);
            case "/internal/modules/store" -> request.response().end(Buffer.buffer(CallJson.write(store(body.toString()))));
            default -> {
                if (path.startsWith("/internal/files/")) {
                    request.response().setStatusCode(206).putHeader("Content-Type", "image/svg+xml").putHeader("Content-Range", "bytes 0-3/9")
                            .end(request.getHeader("Range") == null ? "none" : "part");
                } else {
                    request.response().setStatusCode(500).end();
                }
            }
        }
    }

    private static void module(HttpServerRequest request, java.util.function.Function<ModuleCall, ModuleAnswer> module, Buffer body) {
        request.response().end(Buffer.buffer(CallJson.write(module.apply(CallJson.readCall(body.getBytes())))));
    }

    private static String declarations(String service) {
        List<ModuleSpec> specs = switch (service) {
            case "auth" -> List.of(ModuleSpec.meta("userinfo", prop("ui")).build());
            case "page" -> List.of(ModuleSpec.action("store", titles()).build(), ModuleSpec.action("edit", titles()).writes("csrf").example("action=edit&title=X", "apihelp-edit-example-edit").build());
            case "query" -> List.of(ModuleSpec.action("query", query()).build(), ModuleSpec.action("parse", titles()).build(), ModuleSpec.prop("info", prop("in")).build());
            default -> List.of(ModuleSpec.action("upload", titles()).writes("csrf").build());
        };
        ArrayNode modules = JsonNodeFactory.instance.arrayNode();
        specs.forEach(spec -> modules.add(Descriptor.of(spec)));
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        all.put("service", service).set("modules", modules);
        all.putObject("messages").put("apihelp-edit-summary", "Changes pages & <kbd>more</kbd>.").put("apihelp-edit-example-edit", "Change X");
        return all.toString();
    }

    private static Params prop(String prefix) {
        Params params = Params.declare(prefix);
        params.choice("prop", "groups", "rights").all("*").many();
        return params;
    }

    private static Params titles() {
        Params params = Params.declare();
        params.text("title").optional();
        return params;
    }

    private static Params query() {
        Params params = Params.declare();
        for (String group : List.of("prop", "list", "meta")) {
            params.param(group, new ParamType.Submodules(group, Map.of())).many();
        }
        params.text("titles").many();
        return params;
    }

    private static String identity(JsonObject asked) {
        boolean known = asked.getJsonObject("cookies").containsKey("testwiki_session");
        String claims = Base64.getUrlEncoder().withoutPadding().encodeToString(("{\"exp\":" + (System.currentTimeMillis() / 1000 + 60) + "}").getBytes(StandardCharsets.UTF_8));
        return new JsonObject()
                .put("token", "x." + claims + ".x")
                .put("caller", new JsonObject().put("id", known ? 5 : 0).put("name", known ? "Ann" : asked.getString("ip")).put("anon", !known)
                        .put("groups", new JsonArray().add("*")).put("rights", new JsonArray().add("read").add("edit")).put("sid", known ? "s1" : ""))
                .put("cookies", new JsonArray())
                .put("cacheKey", known ? "sid:s1" : "anon")
                .encode();
    }

    private static ModuleAnswer query(ModuleCall call) {
        ModuleAnswer answer = new ModuleAnswer();
        answer.cacheMode = ModuleAnswer.CacheMode.ANON_PUBLIC_USER_PRIVATE;
        answer.used.addAll(Set.of("prop", "list", "meta", "titles"));
        answer.result.put("batchcomplete", true);
        String titles = call.params().get("titles");
        if (titles != null) {
            Result.Keyed pages = new Result.Keyed("page", Result.Shape.BC_ARRAY);
            Result.Tree revision = new Result.Tree().put("timestamp", "2026-11-22T03:50:06Z")
                    .put("slots", new Result.Tree().put("main", new Result.Tree().put("contentmodel", "wikitext").content("content", "'''text''' of " + titles)));
            pages.put("7", new Result.Tree().put("pageid", 7).put("title", titles).put("revisions", Result.items("rev").add(revision)));
            answer.result.put("query", new Result.Tree().put("pages", pages));
        }
        return answer;
    }

    private static ModuleAnswer userInfo(ModuleCall call) {
        ModuleAnswer answer = new ModuleAnswer();
        answer.used.add("uiprop");
        answer.result.put("query", new Result.Tree().put("userinfo", new Result.Tree().put("id", 0).put("anon", true)));
        return answer;
    }

    private static ModuleAnswer edit(ModuleCall call) {
        ModuleAnswer answer = new ModuleAnswer();
        answer.used.addAll(Set.of("title", "token"));
        if (!"good".equals(call.params().get("token"))) {
            answer.errors.add(Msg.of("badtoken", "apierror-badtoken"));
            answer.errorModule = "edit";
            return answer;
        }
        answer.result.put("edit", new Result.Tree().put("result", "Success").put("new", true));
        answer.positions.add(new Position("t", "1", 1));
        answer.cookies.add(new SetCookie("UseDC", "master", 10, false));
        return answer;
    }

    /** Says what file came, read from the multipart body as it stands. */
    private static ModuleAnswer store(String multipart) {
        ModuleAnswer answer = new ModuleAnswer();
        answer.used.addAll(Set.of("file"));
        String name = multipart.replaceAll("(?s).*filename=\"([^\"]*)\".*", "$1");
        String content = multipart.replaceAll("(?s).*filename=\"[^\"]*\".*?\\r\\n\\r\\n(.*?)\\r\\n--.*", "$1");
        answer.result.put("store", new Result.Tree().put("file", name + " " + content));
        return answer;
    }

    private static ModuleAnswer parse(ModuleCall call) {
        ModuleAnswer answer = new ModuleAnswer();
        answer.used.add("page");
        String page = call.params().getOrDefault("page", "");
        if (page.startsWith("No")) {
            answer.errors.add(Msg.of("missingtitle", "apierror-missingtitle", Arg.raw(page)));
            answer.errorModule = "parse";
            return answer;
        }
        answer.result.put("parse", new Result.Tree().put("title", page).putBcSubelement("text", "<p>Hello</p>")
                .put("categories", Result.items("cl").add(new Result.Tree().put("sortkey", "").content("category", "Good_pages"))));
        return answer;
    }
}
