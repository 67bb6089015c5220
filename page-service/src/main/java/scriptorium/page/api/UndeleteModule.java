package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.page.undelete.UndeletePage;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=undelete}. */
@ApplicationScoped
class UndeleteModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<String> title = params.text("title").required();
    private final Param<String> reason = params.text("reason").orElse("");
    private final Param<Optional<Set<Instant>>> timestamps = params.timestamp("timestamps").many();
    private final Param<String> watchlist = params.choice("watchlist", "watch", "unwatch", "preferences", "nochange").orElse("preferences");
    private final ModuleSpec spec;

    private final UndeletePage undeletePage;
    private final PageTarget target;
    private final TitleParser titles;

    UndeleteModule(UndeletePage undeletePage, PageTarget target, TitleParser titles) {
        this.undeletePage = undeletePage;
        this.target = target;
        this.titles = titles;
        params.token("csrf");
        spec = ModuleSpec.action("undelete", params)
                .writes("csrf")
                .example("action=undelete&title=Garden&reason=Missed&token=123ABC", "apihelp-undelete-example-page")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        return undeletePage.execute(new UndeletePage.Command(target.title(run.get(title)), run.get(reason), run.get(timestamps).orElse(Set.of()),
                run.get(watchlist), run.caller(), run.now(), run.call().requestId())).map(restored -> {
            run.wrote(restored.position());
            return Result.tree().put("undelete", Result.tree()
                    .put("title", titles.fullText(restored.title()))
                    .put("revisions", restored.revisions())
                    .put("fileversions", 0)
                    .put("reason", run.get(reason)));
        });
    }
}
