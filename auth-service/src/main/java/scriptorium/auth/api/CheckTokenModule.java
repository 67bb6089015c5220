package scriptorium.auth.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import scriptorium.contract.identity.EditTokens;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;

/** {@code action=checktoken}: is a token still good? */
@ApplicationScoped
class CheckTokenModule implements ApiModule {

    /** The end of every token, sent without encoding: the plus has become a blank. */
    private static final String MISREAD_SUFFIX = " \\";

    private final Params params = Params.declare();
    private final Param<String> type = params.choice("type", TokensModule.TYPES).required();
    private final Param<String> token = params.text("token").sensitive().required();
    private final Param<Optional<Long>> maxAge = params.integer("maxtokenage").optional();
    private final ModuleSpec spec = ModuleSpec.action("checktoken", params)
            .example("action=checktoken&type=csrf&token=123ABC", "apihelp-checktoken-example-simple")
            .build();

    private final RequestSession sessions;

    CheckTokenModule(RequestSession sessions) {
        this.sessions = sessions;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        if (run.get(token).endsWith(MISREAD_SUFFIX)) {
            run.warn(Msg.of("checktoken-percentencoding", "apiwarn-checktoken-percentencoding"));
        }
        String kind = run.get(type);
        boolean ofSession = kind.equals("login") || kind.equals("createaccount");
        Uni<Optional<Instant>> made = ofSession
                ? sessions.find(run).map(s -> s.flatMap(session -> EditTokens.check(session.tokenKey(), kind, run.get(token))))
                : Uni.createFrom().item(EditTokens.check(run.caller().tokenKey(), kind, run.get(token)));
        return made.map(time -> Result.tree().put("checktoken", check(run, time)));
    }

    /** The time is told of bad tokens too, as far as they claim one. That of anonymous callers has none and never grows old. */
    private Result.Tree check(ModuleRun run, Optional<Instant> made) {
        boolean timeless = made.filter(Instant.EPOCH::equals).isPresent();
        boolean old = !timeless && made.isPresent() && run.get(maxAge).filter(seconds -> made.get().getEpochSecond() + seconds < run.now().getEpochSecond()).isPresent();
        Result.Tree result = Result.tree().put("result", made.isEmpty() ? "invalid" : old ? "expired" : "valid");
        EditTokens.claimed(run.get(token)).ifPresent(time -> result.put("generated", Timestamps.iso(time)));
        return result;
    }
}
