package scriptorium.page;

import static io.restassured.RestAssured.given;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.CallJson;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.ModuleCall;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.EditTokens;
import scriptorium.contract.message.Msg;
import scriptorium.contract.result.Result;

/** Somebody who calls this service's modules as the router does, with an account and rights of its own. */
record Editor(long id, String name, Set<String> groups, Set<String> rights) {

    static final Editor ADA = new Editor(7, "Ada", Set.of("user"), Set.of("read", "edit", "createpage", "createtalk", "move", "move-subpages", "suppressredirect", "delete",
            "undelete", "protect", "editprotected", "editsemiprotected", "rollback", "patrol", "autopatrol", "minoredit", "applychangetags",
            "editcontentmodel", "editmyusercss", "browsearchive", "deletedhistory", "deletedtext"));
    static final Editor BEN = new Editor(8, "Ben", Set.of("user"), Set.of("read", "edit", "createpage", "createtalk", "move", "minoredit"));

    static final Editor ROBOT = new Editor(9, "Robot", Set.of("user", "bot"), Set.of("read", "edit", "createpage", "bot"));

    private static final String SESSION = "page-test-session";

    /** The answer to a module, with {@code pairs} of parameter and value. */
    ModuleAnswer call(String module, String... pairs) {
        Map<String, String> params = new HashMap<>(Map.of("action", module));
        params.put("token", EditTokens.make(SESSION, module.equals("rollback") || module.equals("patrol") ? module : "csrf", Instant.now()));
        for (int i = 0; i < pairs.length; i += 2) {
            params.put(pairs[i], pairs[i + 1]);
        }
        ModuleCall call = new ModuleCall(params, params.keySet(), Set.of(), true, "en", "bc", "r", "127.0.0.1", Set.of(), Map.of(), Map.of());
        byte[] answer = given().contentType("application/json").header("Authorization", "Bearer " + bearer()).body(CallJson.write(call))
                .post("/internal/modules/" + module).then().statusCode(200).extract().asByteArray();
        return CallJson.readAnswer(answer);
    }

    /** What a call that succeeds says under the module's name. */
    Result.Tree done(String module, String... pairs) {
        ModuleAnswer answer = call(module, pairs);
        if (!answer.errors.isEmpty()) {
            throw new AssertionError(module + ": " + answer.errors.stream().map(Msg::code).toList());
        }
        return (Result.Tree) answer.result.get(module);
    }

    /** Why a call is refused; empty when it is not. */
    List<String> refused(String module, String... pairs) {
        return call(module, pairs).errors.stream().map(Msg::code).toList();
    }

    private String bearer() {
        return Surroundings.bearer(new Caller(id, name, false, false, "127.0.0.1", groups, rights, Optional.empty(), SESSION, "sid", Map.of(), ""));
    }
}
