package scriptorium.host.module;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.call.ModuleCall;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.identity.EditTokens;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamType;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.site.SiteConfig;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.TitleParser;

/** The order of checks is part of the API: what comes first hides what comes later. */
class ModuleRunnerTest {

    private static final String KEY = "session-key";

    private final WikiSite site = new WikiSite("Test", "http://127.0.0.1", "/wiki/$1", "/w", "/w/images", "en", "Main Page",
            DefaultNamespaces.of("Test"), Map.of(), Map.of());
    private final ModuleRunner runner = new ModuleRunner(site, new TitleParser(site), new Site(Optional.empty()), (_, _, _) -> Uni.createFrom().item(Set.of("known")));
    private final Map<String, String> params = new HashMap<>(Map.of("number", "1", "a", "x"));
    private final Set<String> posted = new HashSet<>(Set.of("token"));
    private boolean post = true;

    private static final class Writer implements ApiModule {
        private final Params params = Params.declare();
        private final Param<Optional<Long>> number = params.integer("number").optional();
        private final Param<Optional<String>> a = params.text("a").optional();
        private final Param<Optional<String>> b = params.text("b").optional();
        private final Param<Optional<Set<String>>> tags = params.param("tags", new ParamType.Tags()).many();
        private final Param<String> token = params.token("csrf");
        private final ModuleSpec spec = ModuleSpec.action("write", params).writes("csrf").exactlyOneOf(a, b).build();

        @Override
        public ModuleSpec spec() {
            return spec;
        }

        @Override
        public Uni<Result.Tree> run(ModuleRun run) {
            return Uni.createFrom().item(Result.tree().put("write", run.get(number).orElse(0L)));
        }
    }

    private Caller caller(String... rights) {
        return new Caller(1, "Ada", false, false, "127.0.0.1", Set.of("user"), Set.of(rights), Optional.empty(), KEY, "sid", Map.of(), "");
    }

    private ModuleAnswer run(Caller caller) {
        ModuleCall call = new ModuleCall(params, posted, Set.of(), post, "en", "bc", "r", "127.0.0.1", Set.of(), Map.of(), Map.of());
        return runner.run(new Writer(), call, Map.of(), caller, "").await().indefinitely();
    }

    private List<String> codes(Caller caller) {
        return run(caller).errors.stream().map(Msg::code).toList();
    }

    @Test
    void tagsThatNobodyMayApplyAreRefusedBeforeTheToken() {
        params.put("tags", "known|made up");

        ModuleAnswer answer = run(caller("read", "writeapi"));

        assertThat(answer.errors).extracting(Msg::code).containsExactly("badtags");
        assertThat(answer.errors.getFirst().data()).containsKey("disallowedtags");
    }

    @Test
    void tagsThatMayBeAppliedChangeNothing() {
        params.put("tags", "known");
        params.put("token", EditTokens.make(KEY, "csrf", Instant.now()));

        assertThat(codes(caller("read", "writeapi"))).isEmpty();
    }

    @Test
    void runsWhenEverythingIsInOrder() {
        params.put("token", EditTokens.make(KEY, "csrf", Instant.now()));
        ModuleAnswer answer = run(caller("read", "writeapi"));
        assertThat(answer.errors).isEmpty();
        assertThat(answer.result.get("write")).isEqualTo(1L);
        assertThat(answer.used).contains("number", "a", "b", "token");
    }

    @Test
    void aBadParameterComesBeforeAMissingToken() {
        params.put("number", "x");
        assertThat(codes(caller("read"))).containsExactly("badinteger");
    }

    @Test
    void aMissingTokenComesBeforeTheWrongMethod() {
        post = false;
        assertThat(codes(caller("read"))).containsExactly("missingparam");
    }

    @Test
    void aTokenInTheUrlComesBeforeABadToken() {
        params.put("token", "nonsense");
        posted.clear();
        assertThat(codes(caller("read"))).containsExactly("mustpostparams");
        posted.add("token");
        assertThat(codes(caller("read"))).containsExactly("badtoken");
    }

    @Test
    void aBadTokenComesBeforeMissingRights() {
        params.put("token", "nonsense");
        assertThat(codes(caller())).containsExactly("badtoken");
        params.put("token", EditTokens.make(KEY, "csrf", Instant.now()));
        assertThat(codes(caller())).containsExactly("readapidenied");
    }

    @Test
    void rulesBetweenParametersComeLast() {
        params.put("token", EditTokens.make(KEY, "csrf", Instant.now()));
        params.put("b", "y");
        ModuleAnswer answer = run(caller("read"));
        assertThat(answer.errors).extracting(Msg::key).containsExactly("apierror-invalidparammix");
        params.remove("a");
        params.remove("b");
        assertThat(codes(caller("read"))).containsExactly("missingparam");
    }

    @Test
    void aReadOnlyWikiRefusesWrites() {
        params.put("token", EditTokens.make(KEY, "csrf", Instant.now()));
        ModuleRunner closed = new ModuleRunner(site, new TitleParser(site), new Site(Optional.of("moving house")), (_, _, _) -> Uni.createFrom().item(Set.of()));
        ModuleCall call = new ModuleCall(params, posted, Set.of(), true, "en", "bc", "r", "127.0.0.1", Set.of(), Map.of(), Map.of());
        ModuleAnswer answer = closed.run(new Writer(), call, Map.of(), caller("read"), "").await().indefinitely();
        assertThat(answer.errors).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo("readonly");
            assertThat(error.data()).containsEntry("readonlyreason", "moving house");
        });
    }

    @Test
    void aFaultIsToldWithoutItsInsides() {
        params.put("token", EditTokens.make(KEY, "csrf", Instant.now()));
        ApiModule broken = new ApiModule() {
            private final ModuleSpec spec = ModuleSpec.action("broken", Params.declare()).build();

            @Override
            public ModuleSpec spec() {
                return spec;
            }

            @Override
            public Uni<Result.Tree> run(ModuleRun run) {
                return Uni.createFrom().failure(new IllegalStateException("password=secret"));
            }
        };
        ModuleCall call = new ModuleCall(params, posted, Set.of(), true, "en", "bc", "r", "127.0.0.1", Set.of(), Map.of(), Map.of());
        ModuleAnswer answer = runner.run(broken, call, Map.of(), caller("read"), "").await().indefinitely();
        assertThat(answer.errors).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo("internal_api_error_IllegalStateException");
            assertThat(error.toString()).doesNotContain("secret");
        });
    }

    private record Site(Optional<String> readOnly) implements SiteConfig {
        @Override public String name() { return "Test"; }
        @Override public String wikiId() { return "testwiki"; }
        @Override public String server() { return "http://127.0.0.1"; }
        @Override public String articlePath() { return "/wiki/$1"; }
        @Override public String scriptPath() { return "/w"; }
        @Override public String uploadPath() { return "/w/images"; }
        @Override public String language() { return "en"; }
        @Override public String mainPage() { return "Main Page"; }
        @Override public int maxArticleSizeKib() { return 2048; }
        @Override public long maxUploadSize() { return 1000; }
        @Override public List<String> fileExtensions() { return List.of("png"); }
        @Override public Optional<List<String>> corsOrigins() { return Optional.empty(); }
        @Override public boolean temporaryAccounts() {
            return false;
        }

        @Override public boolean scripts() {
            return true;
        }

        @Override public Map<String, String> extraNamespaces() { return Map.of(); }
        @Override public Map<String, String> interwiki() { return Map.of(); }
        @Override public Map<String, String> options() { return Map.of(); }
    }
}
