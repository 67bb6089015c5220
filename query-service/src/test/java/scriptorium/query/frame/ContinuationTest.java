package scriptorium.query.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.result.Result;

class ContinuationTest {

    private static final Map<String, Object> NOTHING = Map.of();

    @Test
    void propsGoOnBeforeTheGenerator() {
        Result.Tree top = Result.tree();

        Result.Tree answer = Continuation.of("").answer(List.of("links", "info"), Set.of("links", "info"), next("links", "plcontinue", "4|0|X"),
                Map.of("gapcontinue", "C"), NOTHING, top);

        assertThat(answer.fields()).containsExactly(Map.entry("plcontinue", "4|0|X"), Map.entry("continue", "||info"));
        assertThat(top.fields()).doesNotContainKey("batchcomplete");
    }

    @Test
    void theGeneratorGoesOnWhenAllPropsAreDone() {
        Result.Tree top = Result.tree();

        Result.Tree answer = Continuation.of("||info|siteinfo").answer(List.of("links", "info", "siteinfo"), Set.of("links", "info"), Map.of(), Map.of("gapcontinue", "C"), NOTHING, top);

        assertThat(answer.fields()).containsEntry("gapcontinue", "C").containsEntry("continue", "gapcontinue||siteinfo");
        assertThat(top.fields()).containsEntry("batchcomplete", true);
    }

    @Test
    void listsGoOnAlone() {
        Result.Tree answer = Continuation.of("").answer(List.of("allpages", "siteinfo"), Set.of(), next("allpages", "apcontinue", "B"), NOTHING, NOTHING, Result.tree());

        assertThat(answer.fields()).containsEntry("apcontinue", "B").containsEntry("continue", "-||siteinfo");
    }

    @Test
    void nothingIsLeft() {
        assertThat(Continuation.of("").answer(List.of("allpages"), Set.of(), Map.of(), NOTHING, NOTHING, Result.tree()).isEmpty()).isTrue();
    }

    @Test
    void theGeneratorsParametersAreReadBack() {
        Continuation continuation = Continuation.of("gapcontinue||links|info");

        assertThat(continuation.generator()).containsExactly("gapcontinue");
        assertThat(continuation.skipped()).containsExactlyInAnyOrder("links", "info");
        assertThat(continuation.propsDone()).isFalse();
        assertThat(Continuation.of("-||").propsDone()).isTrue();
    }

    @Test
    void whatWasNeverGivenIsRefused() {
        assertThatThrownBy(() -> Continuation.of("xx")).isInstanceOf(ApiException.class).hasMessage("badcontinue");
    }

    private static Map<String, Map<String, Object>> next(String module, String param, Object value) {
        Map<String, Map<String, Object>> next = new LinkedHashMap<>();
        next.put(module, Map.of(param, value));
        return next;
    }
}
