package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Optional;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.page.edit.EditRefusal;
import scriptorium.page.move.MovePage;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=move}. */
@ApplicationScoped
class MoveModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Optional<String>> from = params.text("from").optional();
    private final Param<Optional<Long>> fromId = params.integer("fromid").optional();
    private final Param<String> to = params.text("to").required();
    private final Param<String> reason = params.text("reason").orElse("");
    private final Param<Boolean> moveTalk = params.flag("movetalk");
    private final Param<Boolean> noRedirect = params.flag("noredirect");
    private final Param<String> watchlist = params.choice("watchlist", "watch", "unwatch", "preferences", "nochange").orElse("preferences");
    private final Param<Boolean> ignoreWarnings = params.flag("ignorewarnings");
    private final ModuleSpec spec;

    private final MovePage movePage;
    private final PageTarget target;
    private final PageStore store;
    private final TitleParser titles;

    MoveModule(MovePage movePage, PageTarget target, PageStore store, TitleParser titles) {
        this.movePage = movePage;
        this.target = target;
        this.store = store;
        this.titles = titles;
        params.token("csrf");
        spec = ModuleSpec.action("move", params)
                .writes("csrf")
                .exactlyOneOf(from, fromId)
                .example("action=move&from=Garden&to=Park&reason=Larger&movetalk=&noredirect=&token=123ABC", "apihelp-move-example-move")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        return source(run).chain(source -> {
            Title goal = target.parsed(run.get(to));
            if (goal.namespace() < Namespace.MAIN) {
                throw ApiException.of("immobile-target-namespace", "immobile-target-namespace", Arg.raw(titles.fullText(goal)));
            }
            return movePage.execute(command(run, source, goal)).chain(moved -> {
                moved.positions().forEach(run::wrote);
                Result.Tree move = Result.tree()
                        .put("from", titles.fullText(moved.from()))
                        .put("to", titles.fullText(moved.to()))
                        .put("reason", run.get(reason))
                        .put("redirectcreated", moved.redirectCreated())
                        .put("moveoverredirect", moved.overRedirect());
                boolean talk = run.get(moveTalk) && source.namespace() % 2 == 0 && goal.namespace() % 2 == 0;
                return (talk ? talk(run, source, goal, move) : Uni.createFrom().item(move)).map(all -> Result.tree().put("move", all));
            });
        });
    }

    private Uni<Title> source(ModuleRun run) {
        return run.get(from).map(text -> Uni.createFrom().item(target.parsed(text))).orElseGet(() -> store.page(run.get(fromId).orElseThrow()).map(page ->
                page.orElseThrow(() -> new ApiException(EditRefusal.NO_SUCH_PAGE_ID.msg(Arg.rawNum(run.get(fromId).get())))).title()));
    }

    private MovePage.Command command(ModuleRun run, Title source, Title goal) {
        return new MovePage.Command(source, goal, run.get(reason), !run.get(noRedirect), run.get(watchlist), run.caller(), run.now(), run.call().requestId());
    }

    private Uni<Result.Tree> talk(ModuleRun run, Title source, Title goal, Result.Tree move) {
        Title talkFrom = Title.of(source.namespace() + 1, source.text());
        Title talkTo = Title.of(goal.namespace() + 1, goal.text());
        return store.page(talkFrom).chain(page -> page.isEmpty()
                ? Uni.createFrom().item(move)
                : movePage.execute(command(run, talkFrom, talkTo)).map(moved -> {
                    moved.positions().forEach(run::wrote);
                    return move.put("talkfrom", titles.fullText(talkFrom)).put("talkto", titles.fullText(talkTo)).put("talkmoveoverredirect", moved.overRedirect());
                }).onFailure(ApiException.class).recoverWithItem(failure -> {
                    Result.Items errors = Result.items("error");
                    ((ApiException) failure).errors().forEach(error -> errors.add(Result.tree().put("code", error.code()).put("type", "error")
                            .put("message", error.key())));
                    return move.put("talkmove-errors", errors);
                }));
    }
}
