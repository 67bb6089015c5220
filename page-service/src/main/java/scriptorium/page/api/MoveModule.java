package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.pages.Problems;
import scriptorium.host.work.InTurn;
import scriptorium.page.edit.EditRefusal;
import scriptorium.page.file.FileChanges;
import scriptorium.page.move.MovePage;
import scriptorium.page.store.PageStore;
import scriptorium.page.tag.TagAccess;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.ParsedTitle;
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
    private final Param<Boolean> moveSubpages = params.flag("movesubpages");
    private final Param<Boolean> noRedirect = params.flag("noredirect");
    private final WatchlistParams watchlist = WatchlistParams.declare(params);
    private final Param<Boolean> ignoreWarnings = params.flag("ignorewarnings");
    private final Param<Optional<Set<String>>> tags = Runs.tags(params);
    private final ModuleSpec spec;

    private final MovePage movePage;
    private final FileChanges files;
    private final PageTarget target;
    private final PageStore store;
    private final TagAccess tagAccess;
    private final TitleParser titles;
    private final int mostSubpages;

    MoveModule(
            MovePage movePage, FileChanges files, PageTarget target, PageStore store, TagAccess tagAccess, TitleParser titles,
            @ConfigProperty(name = "scriptorium.page.move-subpages", defaultValue = "100") int mostSubpages) {
        this.movePage = movePage;
        this.files = files;
        this.target = target;
        this.store = store;
        this.tagAccess = tagAccess;
        this.titles = titles;
        this.mostSubpages = mostSubpages;
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
            return store.page(source).chain(page -> {
                page.orElseThrow(() -> new ApiException(EditRefusal.MISSING_TITLE.msg()));
                Title goal = target.parsed(run.get(to));
                return tagAccess.accompanying(run.caller(), Runs.given(run, tags))
                        .map(given -> new MovePage.Command(source, goal, run.get(reason), !run.get(noRedirect), given, watchlist.wish(run), Runs.by(run)));
            }).chain(command -> move(run, command).chain(moved -> around(run, command, moved)));
        });
    }

    private Uni<MovePage.Moved> move(ModuleRun run, MovePage.Command command) {
        boolean file = command.from().namespace() == Namespace.FILE && command.to().namespace() == Namespace.FILE;
        if (file && !extension(command.from()).equals(extension(command.to()))) {
            throw ApiException.of("filetypemismatch", "imagetypemismatch");
        }
        return movePage.execute(command)
                .invoke(moved -> moved.positions().forEach(run::wrote))
                .call(() -> file
                        ? files.move(command.from(), command.to(), run.bearer()).invoke(positions -> positions.forEach(run::wrote))
                        : Uni.createFrom().nullItem());
    }

    /** The end of a file's name that tells its type, the same for each way to write it. */
    private static String extension(Title file) {
        String end = file.text().substring(file.text().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return end.equals("jpeg") ? "jpg" : end;
    }

    private Uni<Title> source(ModuleRun run) {
        return run.get(from).map(text -> Uni.createFrom().item(target.parsed(text))).orElseGet(() -> store.page(run.get(fromId).orElseThrow()).map(page ->
                page.orElseThrow(() -> new ApiException(EditRefusal.NO_SUCH_PAGE_ID.msg(Arg.rawNum(run.get(fromId).get())))).title()));
    }

    /** The talk page and the subpages, after the page itself. */
    private Uni<Result.Tree> around(ModuleRun run, MovePage.Command command, MovePage.Moved moved) {
        Result.Tree move = Result.tree()
                .put("from", titles.fullText(moved.from()))
                .put("to", titles.fullText(moved.to()))
                .put("reason", run.get(reason))
                .put("redirectcreated", moved.redirectCreated())
                .put("moveoverredirect", moved.overRedirect());
        boolean talks = command.from().namespace() % 2 == 0 && command.to().namespace() % 2 == 0;
        Uni<Result.Tree> done = run.get(moveTalk) && talks ? talk(run, command, move) : Uni.createFrom().item(move);
        if (run.get(moveSubpages)) {
            done = done.chain(all -> subpages(run, command.from(), command.to(), command).map(found -> all.set("subpages", found)));
            if (run.get(moveTalk) && talks) {
                done = done.chain(all -> subpages(run, talkOf(command.from()), talkOf(command.to()), command).map(found -> all.set("subpages-talk", found)));
            }
        }
        return done.map(all -> Result.tree().put("move", all));
    }

    private static Title talkOf(Title title) {
        return Title.of(title.namespace() + 1, title.text());
    }

    private Uni<Result.Tree> talk(ModuleRun run, MovePage.Command command, Result.Tree move) {
        Title talkFrom = talkOf(command.from());
        Title talkTo = talkOf(command.to());
        return store.page(talkFrom).chain(page -> page.isEmpty()
                ? Uni.createFrom().item(move)
                : move(run, command.between(talkFrom, talkTo)).map(moved -> move
                        .put("talkfrom", titles.fullText(talkFrom))
                        .put("talkto", titles.fullText(talkTo))
                        .put("talkmoveoverredirect", moved.overRedirect()))
                        .onFailure(ApiException.class).recoverWithItem(failure ->
                                move.put("talkmove-errors", Problems.of(run, "error", ((ApiException) failure).errors()))));
    }

    private Uni<Result> subpages(ModuleRun run, Title above, Title goal, MovePage.Command command) {
        Optional<Namespace> bare = java.util.stream.Stream.of(above, goal).map(t -> titles.namespace(t.namespace()).orElseThrow()).filter(n -> !n.subpages()).findFirst();
        if (bare.isPresent() || !run.caller().may("move-subpages")) {
            Msg problem = bare.map(n -> Msg.of("namespace-nosubpages", "namespace-nosubpages", Arg.raw(n.name()))).orElse(Msg.of("cant-move-subpages", "cant-move-subpages"));
            return Uni.createFrom().item(Result.tree().put("errors", Problems.of(run, "error", List.of(problem))));
        }
        return store.subpages(above, mostSubpages).chain(pages -> {
            Result.Items items = Result.items("subpage");
            return InTurn.each(pages, page -> subpage(run, page.title(), goal.text() + page.title().text().substring(above.text().length()), goal, command))
                    .map(all -> {
                        all.forEach(items::add);
                        return items;
                    });
        });
    }

    private Uni<Result.Tree> subpage(ModuleRun run, Title page, String text, Title goal, MovePage.Command command) {
        Result.Tree item = Result.tree().put("from", titles.fullText(page));
        Title wanted = Title.of(goal.namespace(), text);
        if (!(titles.parse(titles.fullText(wanted), Namespace.MAIN) instanceof ParsedTitle.Valid)) {
            return Uni.createFrom().item(item.put("errors", Problems.of(run, "error",
                    List.of(Msg.of("movepage-page-unmoved", "movepage-page-unmoved", Arg.raw(titles.fullText(page)), Arg.raw(titles.fullText(wanted)))))));
        }
        return move(run, command.between(page, wanted)).map(_ -> item.put("to", titles.fullText(wanted)))
                .onFailure(ApiException.class).recoverWithItem(failure -> item.put("errors", Problems.of(run, "error", ((ApiException) failure).errors())));
    }
}
