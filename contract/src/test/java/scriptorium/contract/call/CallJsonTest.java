package scriptorium.contract.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.result.Result;

class CallJsonTest {

    @Test
    void aCallComesBackAsItWas() {
        ModuleCall call = new ModuleCall(Map.of("action", "edit", "text", "ä\u001F\n\u0001"), Set.of("text"), Set.of("text"), true, "de", "raw", "r1",
                "127.0.0.1", Set.of("query+userinfo"), Map.of("user-agent", "x"), Map.of("s", "1"));
        assertThat(CallJson.readCall(CallJson.write(call))).isEqualTo(call);
    }

    @Test
    void anAnswerComesBackAsItWas() {
        ModuleAnswer answer = new ModuleAnswer();
        answer.result.put("edit", Result.tree().put("result", "Success"));
        answer.errors.add(Msg.of("a", "b", Arg.action("edit"), Arg.message("x", Arg.num(5), Arg.message("y", Arg.raw("z")))));
        answer.errorModule = "edit";
        answer.warnings.add(new Warning("main", Msg.of("c", "d")));
        answer.used.add("title");
        answer.cookies.add(new SetCookie("session", "v", -1, true));
        answer.headers.put("X-A", "b");
        answer.positions.add(new Position("topic", "5", 7));
        answer.cacheMode = ModuleAnswer.CacheMode.PUBLIC;
        answer.maxAge = Optional.of(20);
        answer.staleIdentities.add("user:1");
        answer.status = 401;
        answer.raw = Optional.of(new ModuleAnswer.RawBody("text/html", "<p>"));
        ModuleAnswer back = CallJson.readAnswer(CallJson.write(answer));
        assertThat(CallJson.write(back)).isEqualTo(CallJson.write(answer));
        assertThat(back.errors).isEqualTo(answer.errors);
        assertThat(back.positions).containsExactly(new Position("topic", "5", 7));
        assertThat(CallJson.readPositions(CallJson.write(back.positions))).isEqualTo(back.positions);
    }
}
