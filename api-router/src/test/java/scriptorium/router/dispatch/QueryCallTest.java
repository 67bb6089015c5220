package scriptorium.router.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.Descriptor;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.router.format.JsonFormat;

/** How the answers of several services become one. */
class QueryCallTest {

    private static ModuleAnswer answer(Result.Tree result) {
        ModuleAnswer answer = new ModuleAnswer();
        answer.result.putAll(result);
        answer.cacheMode = ModuleAnswer.CacheMode.ANON_PUBLIC_USER_PRIVATE;
        return answer;
    }

    private static String json(ModuleAnswer answer) {
        return new String(new JsonFormat(2, false).write(answer.result), StandardCharsets.UTF_8);
    }

    @Test
    void mergesWhatIsUnderQuery() {
        // Given
        ModuleAnswer pages = answer(new Result.Tree().put("batchcomplete", true).put("query", new Result.Tree().put("pages", Result.items("page"))));
        ModuleAnswer user = answer(new Result.Tree().put("query", new Result.Tree().put("userinfo", new Result.Tree().put("id", 1))));
        user.cacheMode = ModuleAnswer.CacheMode.PRIVATE;
        user.used.add("uiprop");
        // When
        ModuleAnswer merged = QueryCall.merged(List.of(pages, user), false);
        // Then
        assertThat(json(merged)).isEqualTo("{\"batchcomplete\":true,\"query\":{\"pages\":[],\"userinfo\":{\"id\":1}}}");
        assertThat(merged.cacheMode).isEqualTo(ModuleAnswer.CacheMode.PRIVATE);
        assertThat(merged.used).contains("uiprop");
    }

    @Test
    void isCompleteWithoutQueryService() {
        // Given
        ModuleAnswer user = answer(new Result.Tree().put("query", new Result.Tree().put("userinfo", new Result.Tree().put("id", 1))));
        // When
        ModuleAnswer merged = QueryCall.merged(List.of(user), true);
        // Then
        assertThat(json(merged)).startsWith("{\"batchcomplete\":true,\"query\"");
        assertThat(merged.used).contains("meta", "list", "prop");
    }

    @Test
    void failsWithTheFirstError() {
        // Given
        ModuleAnswer pages = answer(new Result.Tree().put("batchcomplete", true));
        ModuleAnswer refused = new ModuleAnswer();
        refused.errors.add(Msg.of("badvalue", "k"));
        refused.errorModule = "query+userinfo";
        // When
        ModuleAnswer merged = QueryCall.merged(List.of(pages, refused), false);
        // Then
        assertThat(merged.errors).hasSize(1);
        assertThat(merged.errorModule).isEqualTo("query+userinfo");
        assertThat(merged.result.isEmpty()).isTrue();
    }

    @Test
    void keepsTheContinuationOfThePages() {
        // Given
        ModuleAnswer pages = answer(new Result.Tree().put("continue", new Result.Tree().put("plcontinue", "x").put("continue", "||")));
        ModuleAnswer stash = answer(new Result.Tree().put("continue", new Result.Tree().put("msfcontinue", "5").put("continue", "-||")));
        // When
        ModuleAnswer merged = QueryCall.merged(List.of(pages, stash), false);
        // Then
        assertThat(json(merged)).isEqualTo("{\"continue\":{\"plcontinue\":\"x\",\"continue\":\"||\",\"msfcontinue\":\"5\"}}");
    }

    @Test
    void saysWhichModulesOfOthersAreFinished() {
        // Given
        Module userInfo = Module.of(Owner.AUTH, Descriptor.of(ModuleSpec.meta("userinfo", Params.declare("ui")).build()));
        Result.Tree result = new Result.Tree().put("continue", new Result.Tree().put("apcontinue", "B").put("continue", "-||siteinfo"));
        // When
        QueryCall.finish(result, List.of(userInfo));
        QueryCall.finish(result, List.of(userInfo));
        // Then
        assertThat(((Result.Tree) result.get("continue")).get("continue")).isEqualTo("-||siteinfo|userinfo");
    }
}
