package scriptorium.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import scriptorium.contract.call.CallJson;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.ModuleCall;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.Msg;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.QuerySubmodule;

/** Every example that a submodule of {@code action=query} shows is answered, by the running service on a real database. */
@QuarkusTest
@WithTestResource(Surroundings.class)
class ExamplesTest {

    private static final String[] RIGHTS = {"read", "deletedhistory", "deletedtext", "viewmywatchlist", "patrol", "unwatchedpages", "apihighlimits"};
    /** Refusals that an empty wiki has for what examples name. */
    private static final Set<String> FOR_WANT_OF_PAGES = Set.of("invalidcategory", "nosuchpageid");

    @Inject
    @Any
    Instance<QuerySubmodule> modules;

    @TestFactory
    List<DynamicTest> everyExampleIsAnswered() {
        return modules.stream().flatMap(module -> module.spec().examples().keySet().stream()
                .map(example -> DynamicTest.dynamicTest(module.spec().path() + " " + example, () -> {
                    ModuleAnswer answer = ask(example);

                    assertThat(answer.errors.stream().map(Msg::code).filter(code -> !FOR_WANT_OF_PAGES.contains(code))).isEmpty();
                }))).toList();
    }

    @Test
    void everyGeneratorCanMakeAPageSet() throws Exception {
        for (QuerySubmodule module : modules) {
            if (module.spec().generator() && module.spec().params().all().stream().noneMatch(param -> param.description().required())
                    && module.spec().rules().isEmpty()) {
                ModuleAnswer answer = ask("action=query&titles=A|B&prop=info&generator=" + module.spec().name());

                assertThat(answer.errors).as(module.spec().path()).isEmpty();
            }
        }
    }

    @Test
    void listOfAContinuationThatWasNeverGivenIsRefused() throws Exception {
        ModuleAnswer answer = ask("action=query&list=recentchanges&rccontinue=nonsense");

        assertThat(answer.errors).extracting(Msg::code).containsExactly("badcontinue");
    }

    @Test
    void missingTitleIsToldWithAMadeUpId() throws Exception {
        ModuleAnswer answer = ask("action=query&titles=Nothing here&indexpageids=1");

        Result.Tree query = (Result.Tree) answer.result.get("query");
        assertThat(((Result.Items) query.get("pageids")).values()).containsExactly("-1");
    }

    private static ModuleAnswer ask(String query) throws Exception {
        Map<String, String> params = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            params.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        ModuleCall call = new ModuleCall(params, Set.of(), Set.of(), false, "en", "bc", "test", "127.0.0.1", Set.of(), Map.of(), Map.of());
        byte[] body = given().header("Authorization", "Bearer " + bearer()).contentType("application/json").body(CallJson.write(call))
                .post("/internal/modules/query").then().statusCode(200).extract().asByteArray();
        return CallJson.readAnswer(body);
    }

    private static String bearer() {
        return Surroundings.bearer(new Caller(7, "Ada", false, false, "127.0.0.1", Set.of("user"), Set.of(RIGHTS), Optional.empty(), "session", "sid", Map.of(), ""));
    }
}
