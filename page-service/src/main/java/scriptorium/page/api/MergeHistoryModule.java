package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.param.Timestamps;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.page.edit.EditRefusal;
import scriptorium.page.merge.MergeHistory;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=mergehistory}. */
@ApplicationScoped
class MergeHistoryModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Optional<String>> from = params.text("from").optional();
    private final Param<Optional<Long>> fromId = params.integer("fromid").optional();
    private final Param<Optional<String>> to = params.text("to").optional();
    private final Param<Optional<Long>> toId = params.integer("toid").optional();
    private final Param<Optional<Instant>> timestamp = params.timestamp("timestamp").optional();
    private final Param<String> reason = params.text("reason").orElse("");
    private final ModuleSpec spec;

    private final MergeHistory mergeHistory;
    private final PageTarget target;
    private final PageStore store;
    private final TitleParser titles;

    MergeHistoryModule(MergeHistory mergeHistory, PageTarget target, PageStore store, TitleParser titles) {
        this.mergeHistory = mergeHistory;
        this.target = target;
        this.store = store;
        this.titles = titles;
        params.token("csrf");
        spec = ModuleSpec.action("mergehistory", params)
                .writes("csrf")
                .exactlyOneOf(from, fromId)
                .exactlyOneOf(to, toId)
                .example("action=mergehistory&from=Oldpage&to=Newpage&token=123ABC&reason=One%20story", "apihelp-mergehistory-example-merge")
                .example("action=mergehistory&from=Oldpage&to=Newpage&token=123ABC&reason=One%20story&timestamp=2015-12-31T04:37:41Z",
                        "apihelp-mergehistory-example-merge-timestamp")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        return page(run, from, fromId).chain(source -> page(run, to, toId).chain(goal -> mergeHistory
                .execute(new MergeHistory.Command(source, goal, run.get(timestamp), run.get(reason), Runs.by(run)))
                .map(merged -> {
                    merged.positions().forEach(run::wrote);
                    return Result.tree().put("mergehistory", Result.tree()
                            .put("from", titles.fullText(source))
                            .put("to", titles.fullText(goal))
                            .put("timestamp", Timestamps.iso(merged.upTo()))
                            .put("reason", run.get(reason)));
                })));
    }

    private Uni<Title> page(ModuleRun run, Param<Optional<String>> title, Param<Optional<Long>> id) {
        return run.get(title).map(text -> Uni.createFrom().item(target.parsed(text))).orElseGet(() -> store.page(run.get(id).orElseThrow()).map(page ->
                page.orElseThrow(() -> new ApiException(EditRefusal.NO_SUCH_PAGE_ID.msg(Arg.rawNum(run.get(id).get())))).title()));
    }
}
