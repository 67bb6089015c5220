package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.page.edit.EditRefusal;
import scriptorium.page.rollback.RollbackPage;
import scriptorium.page.store.PageStore;
import scriptorium.page.tag.TagAccess;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=rollback}. */
@ApplicationScoped
class RollbackModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Optional<String>> title = params.text("title").optional();
    private final Param<Optional<Long>> pageId = params.integer("pageid").optional();
    private final Param<Optional<Set<String>>> tags = Runs.tags(params);
    private final Param<String> user = params.user("user", "name", "ip", "temp", "interwiki", "id").required();
    private final Param<String> summary = params.text("summary").orElse("");
    private final Param<Boolean> markBot = params.flag("markbot");
    private final WatchlistParams watchlist = WatchlistParams.declare(params);
    private final ModuleSpec spec;

    private final RollbackPage rollbackPage;
    private final PageTarget target;
    private final PageStore store;
    private final TagAccess tagAccess;
    private final TitleParser titles;

    RollbackModule(RollbackPage rollbackPage, PageTarget target, PageStore store, TagAccess tagAccess, TitleParser titles) {
        this.rollbackPage = rollbackPage;
        this.target = target;
        this.store = store;
        this.tagAccess = tagAccess;
        this.titles = titles;
        params.token("rollback");
        spec = ModuleSpec.action("rollback", params)
                .writes("rollback")
                .exactlyOneOf(title, pageId)
                .example("action=rollback&title=Main%20Page&user=Example&token=123ABC", "apihelp-rollback-example-simple")
                .example("action=rollback&title=Main%20Page&user=192.0.2.5&token=123ABC&summary=Nonsense&markbot=1", "apihelp-rollback-example-summary")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        return page(run).call(this::existing)
                .chain(page -> tagAccess.accompanying(run.caller(), Runs.given(run, tags)).chain(given -> rollbackPage.execute(new RollbackPage.Command(page,
                        run.get(user), run.get(summary), run.get(markBot), given, watchlist.wish(run), Runs.by(run)))))
                .map(done -> {
                    done.positions().forEach(run::wrote);
                    return Result.tree().put("rollback", Result.tree()
                            .put("title", titles.fullText(done.page().title()))
                            .put("pageid", done.page().id())
                            .put("summary", done.summary())
                            .put("revid", done.revisionId())
                            .put("old_revid", done.undone())
                            .put("last_revid", done.back()));
                });
    }

    /** Any title, also of a kind that no page can have. */
    private Uni<Title> page(ModuleRun run) {
        return run.get(title).map(text -> Uni.createFrom().item(target.parsed(text))).orElseGet(() -> target.find(Optional.empty(), run.get(pageId)));
    }

    private Uni<Void> existing(Title page) {
        return store.page(page).invoke(found -> found.orElseThrow(() -> new ApiException(EditRefusal.MISSING_TITLE.msg()))).replaceWithVoid();
    }
}
