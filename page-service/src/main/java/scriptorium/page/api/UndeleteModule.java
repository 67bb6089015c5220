package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.pages.Problems;
import scriptorium.page.edit.Watching;
import scriptorium.page.file.FileChanges;
import scriptorium.page.store.PageStore;
import scriptorium.page.tag.TagAccess;
import scriptorium.page.undelete.UndeletePage;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=undelete}. */
@ApplicationScoped
class UndeleteModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<String> title = params.text("title").required();
    private final Param<String> reason = params.text("reason").orElse("");
    private final Param<Optional<Set<String>>> tags = Runs.tags(params);
    private final Param<Optional<Set<Instant>>> timestamps = params.timestamp("timestamps").many();
    private final Param<Optional<Set<Long>>> fileIds = params.integer("fileids").many();
    private final Param<Boolean> undeleteTalk = params.flag("undeletetalk");
    private final WatchlistParams watchlist = WatchlistParams.declare(params);
    private final ModuleSpec spec;

    private final UndeletePage undeletePage;
    private final FileChanges files;
    private final PageTarget target;
    private final TagAccess tagAccess;
    private final TitleParser titles;
    private final PageStore store;

    UndeleteModule(UndeletePage undeletePage, FileChanges files, PageTarget target, TagAccess tagAccess, TitleParser titles, PageStore store) {
        this.store = store;
        this.undeletePage = undeletePage;
        this.files = files;
        this.target = target;
        this.tagAccess = tagAccess;
        this.titles = titles;
        params.token("csrf");
        spec = ModuleSpec.action("undelete", params)
                .writes("csrf")
                .example("action=undelete&title=Garden&reason=Missed&token=123ABC", "apihelp-undelete-example-page")
                .example("action=undelete&title=Garden&token=123ABC&timestamps=2007-07-03T22:00:45Z|2007-07-02T19:48:56Z", "apihelp-undelete-example-revisions")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        Title page = target.title(run.get(title));
        return undeletePage.check(page, Runs.by(run))
                .chain(() -> tagAccess.accompanying(run.caller(), Runs.given(run, tags)))
                .chain(given -> files(run, page).chain(versions -> restore(run, page, given, versions)))
                .onFailure(ApiException.class).transform(failure -> plain(run, (ApiException) failure));
    }

    private Uni<Integer> files(ModuleRun run, Title page) {
        boolean wanted = page.namespace() == Namespace.FILE && (run.get(timestamps).isEmpty() || run.get(fileIds).isPresent());
        return wanted
                ? files.restore(page, run.get(fileIds).orElse(Set.of()), run.bearer()).map(restored -> {
                    restored.positions().forEach(run::wrote);
                    return restored.versions();
                })
                : Uni.createFrom().item(0);
    }

    private Uni<Result.Tree> restore(ModuleRun run, Title page, Set<String> given, int versions) {
        boolean revisions = run.get(timestamps).isPresent() || run.get(fileIds).isEmpty();
        UndeletePage.Command command = new UndeletePage.Command(page, run.get(reason), run.get(timestamps).orElse(Set.of()), revisions, versions, given,
                watchlist.wish(run), Runs.by(run));
        return (run.get(undeleteTalk) ? tellOfTalk(run, page) : Uni.createFrom().voidItem()).chain(() -> undeletePage.execute(command))
                .chain(restored -> run.get(undeleteTalk) && page.namespace() % 2 == 0
                        ? talk(run, command).map(more -> restored.revisions() + more).invoke(_ -> restored.positions().forEach(run::wrote))
                        : Uni.createFrom().item(restored.revisions()).invoke(_ -> restored.positions().forEach(run::wrote)))
                .map(count -> Result.tree().put("undelete", Result.tree()
                        .put("title", titles.fullText(page))
                        .put("revisions", count)
                        .put("fileversions", versions)
                        .put("reason", run.get(reason))));
    }

    /** Warns where no talk page can come back with the page. */
    private Uni<Void> tellOfTalk(ModuleRun run, Title page) {
        if (page.namespace() % 2 == 1) {
            run.warn(Msg.of("undelete-error-associated-alreadytalk", "undelete-error-associated-alreadytalk"));
            return Uni.createFrom().voidItem();
        }
        return store.hasArchived(Title.of(page.namespace() + 1, page.text())).invoke(has -> {
            if (!has) {
                run.warn(Msg.of("undelete-error-associated-notdeleted", "undelete-error-associated-notdeleted"));
            }
        }).replaceWithVoid();
    }

    private Uni<Integer> talk(ModuleRun run, UndeletePage.Command command) {
        Title talk = Title.of(command.title().namespace() + 1, command.title().text());
        String why = "With the page it is about: " + command.reason();
        return undeletePage.execute(new UndeletePage.Command(talk, why, Set.of(), true, 0, command.tags(), Watching.Wish.NONE, command.by()))
                .invoke(restored -> restored.positions().forEach(run::wrote))
                .map(UndeletePage.Restored::revisions)
                .onFailure(ApiException.class).recoverWithItem(0);
    }

    /** The old error format shows the last of these, which says the whole. */
    private static ApiException plain(ModuleRun run, ApiException refusal) {
        boolean nothing = refusal.errors().getFirst().code().equals("undelete-no-results");
        return nothing && Problems.old(run) ? new ApiException(List.of(refusal.errors().getLast())) : refusal;
    }
}
