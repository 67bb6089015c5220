package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.page.patrol.PatrolRevision;
import scriptorium.page.tag.TagAccess;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=patrol}. */
@ApplicationScoped
class PatrolModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Optional<Long>> recentChangeId = params.integer("rcid").optional();
    private final Param<Optional<Long>> revisionId = params.integer("revid").optional();
    private final Param<Optional<Set<String>>> tags = Runs.tags(params);
    private final ModuleSpec spec;

    private final PatrolRevision patrolRevision;
    private final TagAccess tagAccess;
    private final TitleParser titles;

    PatrolModule(PatrolRevision patrolRevision, TagAccess tagAccess, TitleParser titles) {
        this.patrolRevision = patrolRevision;
        this.tagAccess = tagAccess;
        this.titles = titles;
        params.token("patrol");
        spec = ModuleSpec.action("patrol", params)
                .writes("patrol")
                .exactlyOneOf(recentChangeId, revisionId)
                .example("action=patrol&token=123ABC&rcid=230672766", "apihelp-patrol-example-rcid")
                .example("action=patrol&token=123ABC&revid=230672766", "apihelp-patrol-example-revid")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        return tagAccess.accompanying(run.caller(), Runs.given(run, tags))
                .chain(given -> patrolRevision.execute(new PatrolRevision.Command(run.get(recentChangeId), run.get(revisionId), given, Runs.by(run))))
                .map(done -> {
                    done.positions().forEach(run::wrote);
                    return Result.tree().put("patrol", Result.tree()
                            .put("rcid", done.recentChangeId())
                            .put("ns", done.page().title().namespace())
                            .put("title", titles.fullText(done.page().title())));
                });
    }
}
