package scriptorium.auth;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import scriptorium.contract.call.CallJson;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.ModuleCall;
import scriptorium.contract.call.SetCookie;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.CallerJson;
import scriptorium.contract.identity.EditTokens;
import scriptorium.contract.result.Result;

/** A client with its cookies, calling auth-service as the router does. */
public final class Visitor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String WIKI = org.eclipse.microprofile.config.ConfigProvider.getConfig().getOptionalValue("scriptorium.site.wiki-id", String.class).orElse("wiki");

    public final Map<String, String> cookies = new HashMap<>();
    public String ip = "192.0.2.1";
    public String authorization = "";

    public static Visitor from(String ip) {
        Visitor visitor = new Visitor();
        visitor.ip = ip;
        return visitor;
    }

    /** The answer to "who is this?". */
    public JsonNode identity() throws Exception {
        return ask("/internal/identity");
    }

    /** Has a temporary account made, as page-service does before it saves. */
    public JsonNode temporaryAccount() throws Exception {
        return ask("/internal/temporary-account");
    }

    private JsonNode ask(String path) throws Exception {
        Map<String, Object> asked = Map.of("cookies", cookies, "authorization", authorization, "ip", ip, "userAgent", "test");
        byte[] body = given().header("X-Scriptorium-Key", Surroundings.KEY).contentType("application/json").body(JSON.writeValueAsBytes(asked))
                .post(path).then().statusCode(200).extract().asByteArray();
        JsonNode answer = JSON.readTree(body);
        answer.path("cookies").forEach(cookie -> keep(cookie.path("name").asText(), cookie.path("value").asText(), cookie.path("maxAge").asLong(-1)));
        return answer;
    }

    public Caller caller() throws Exception {
        return CallerJson.read(identity().path("caller"));
    }

    private void keep(String name, String value, long maxAge) {
        if (maxAge == 0) {
            cookies.remove(WIKI + name);
        } else {
            cookies.put(WIKI + name, value);
        }
    }

    public ModuleAnswer call(String module, String... pairs) throws Exception {
        Map<String, String> params = new HashMap<>(Map.of("action", module));
        for (int i = 0; i < pairs.length; i += 2) {
            params.put(pairs[i], pairs[i + 1]);
        }
        ModuleCall call = new ModuleCall(params, params.keySet(), Set.of(), true, "en", "bc", "r", ip, Set.of(), Map.of(), cookies);
        byte[] body = given().header("Authorization", "Bearer " + identity().path("token").asText()).contentType("application/json").body(CallJson.write(call))
                .post("/internal/modules/" + module).then().statusCode(200).extract().asByteArray();
        ModuleAnswer answer = CallJson.readAnswer(body);
        for (SetCookie cookie : answer.cookies) {
            keep(cookie.name(), cookie.value(), cookie.maxAge());
        }
        return answer;
    }

    /** Calls a module with a token of the caller's. */
    public ModuleAnswer write(String module, String... pairs) throws Exception {
        String[] all = java.util.Arrays.copyOf(pairs, pairs.length + 2);
        all[pairs.length] = "token";
        all[pairs.length + 1] = EditTokens.make(caller().tokenKey(), module.equals("userrights") ? "userrights" : "csrf", Instant.now());
        return call(module, all);
    }

    private String token(String type) throws Exception {
        ModuleAnswer answer = call("query+tokens", "type", type);
        return (String) ((Result.Tree) ((Result.Tree) answer.result.get("query")).get("tokens")).get(type + "token");
    }

    /** "PASS", or the code of why not. */
    public String logIn(String name, String password) throws Exception {
        Result.Tree answer = (Result.Tree) call("clientlogin", "username", name, "password", password, "loginreturnurl", "http://example.org/", "logintoken", token("login"))
                .result.get("clientlogin");
        return answer.get("status").equals("PASS") ? "PASS" : (String) answer.get("messagecode");
    }

    /** Logs in as bots do; the result. */
    public String logInAsBot(String name, String password) throws Exception {
        return (String) ((Result.Tree) call("login", "lgname", name, "lgpassword", password, "lgtoken", token("login")).result.get("login")).get("result");
    }

    /** "PASS", or the code of why not. */
    public String makeAccount(String name, String password, String... more) throws Exception {
        List<String> fields = new ArrayList<>(List.of("username", name, "password", password, "retype", password, "createreturnurl", "http://example.org/",
                "createtoken", token("createaccount")));
        fields.addAll(List.of(more));
        Result.Tree answer = (Result.Tree) call("createaccount", fields.toArray(String[]::new)).result.get("createaccount");
        return answer.get("status").equals("PASS") ? "PASS" : (String) answer.get("messagecode");
    }

    /** What a bare call of a module is answered with this as the identity: the HTTP status. */
    public static int statusWith(String token) {
        ModuleCall call = new ModuleCall(Map.of("action", "checktoken"), Set.of(), Set.of(), true, "en", "bc", "r", "192.0.2.1", Set.of(), Map.of(), Map.of());
        return given().header("Authorization", "Bearer " + token).contentType("application/json").body(new String(CallJson.write(call), StandardCharsets.UTF_8))
                .post("/internal/modules/checktoken").statusCode();
    }
}
