package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import scriptorium.contract.identity.EditTokens;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;

/** {@code meta=tokens}: tokens for modules that write. */
@ApplicationScoped
class TokensModule implements ApiModule {

    static final List<String> TYPES = List.of("createaccount", "csrf", "login", "patrol", "rollback", "userrights", "watch");
    private static final Set<String> OF_SESSIONS = Set.of("createaccount", "login");

    private final Params params = Params.declare();
    private final Param<Set<String>> type = params.choice("type", TYPES).all("*").manyOr("csrf");
    private final ModuleSpec spec = ModuleSpec.meta("tokens", params)
            .noReadRights()
            .example("action=query&meta=tokens", "apihelp-query+tokens-example-simple")
            .example("action=query&meta=tokens&type=watch|patrol", "apihelp-query+tokens-example-types")
            .build();

    private final RequestSession sessions;

    TokensModule(RequestSession sessions) {
        this.sessions = sessions;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        Set<String> types = run.get(type);
        if (run.call().headers().containsKey("x-login-suppressed")) {
            run.warn(Msg.of("tokens-origin", "apiwarn-tokens-origin"));
            return Uni.createFrom().item(Result.tree());
        }
        boolean needsSession = types.stream().anyMatch(OF_SESSIONS::contains);
        if (!needsSession) {
            return Uni.createFrom().item(answer(tokens(run, types, "")));
        }
        return sessions.ensure(run).map(session -> answer(tokens(run, types, session.tokenKey())));
    }

    private static Result.Tree tokens(ModuleRun run, Set<String> types, String sessionKey) {
        Result.Tree tokens = Result.tree();
        for (String name : TYPES) {
            if (types.contains(name)) {
                String key = OF_SESSIONS.contains(name) ? sessionKey : run.caller().tokenKey();
                tokens.put(name + "token", EditTokens.make(key, name, run.now()));
            }
        }
        return tokens;
    }

    private static Result.Tree answer(Result.Tree tokens) {
        return Result.tree().put("query", Result.tree().put("tokens", tokens));
    }
}
