package scriptorium.contract.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;

/** What is written is read back the same. */
class ResultJsonTest {

    private static String write(Object value) throws Exception {
        StringWriter text = new StringWriter();
        try (var out = new JsonFactory().createGenerator(text)) {
            ResultJson.write(out, value);
        }
        return text.toString();
    }

    private static Object read(String json) throws Exception {
        try (var in = new JsonFactory().createParser(json)) {
            in.nextToken();
            return ResultJson.read(in);
        }
    }

    @Test
    void keepsEverything() throws Exception {
        Result.Tree tree = Result.tree()
                .put("title", "A \"quoted\" é")
                .put("id", 5)
                .put("ratio", 0.5)
                .put("minor", true)
                .put("anon", false)
                .putNull("nothing")
                .content("text", "body")
                .putSubelement("sub", "x")
                .putBcSubelement("bc", "y")
                .put("list", Result.items("rev").add("a").add(7).add(Result.tree().put("k", "v")))
                .put("pages", new Result.Keyed("page", Result.Shape.BC_ARRAY).put("-1", Result.tree().put("missing", true)))
                .put("kvp", new Result.Keyed("opt", Result.Shape.BC_KVP, "name").put("a", "1"))
                .put("bool", new Result.Bool(false))
                .put("reason", new Result.Text(Msg.of("code", "key", Arg.plain("p"), Arg.num(3), Arg.vars("a", "b")).with("lag", 4), "raw"));
        Object back = read(write(tree));
        assertThat(write(back)).isEqualTo(write(tree));
        Result.Tree same = (Result.Tree) back;
        assertThat(same.contentKey()).isEqualTo("text");
        assertThat(same.subelements()).containsExactly("sub");
        assertThat(same.bcSubelements()).containsExactly("bc");
        assertThat(same.get("pages")).isInstanceOfSatisfying(Result.Keyed.class, keyed -> assertThat(keyed.shape()).isEqualTo(Result.Shape.BC_ARRAY));
    }
}
