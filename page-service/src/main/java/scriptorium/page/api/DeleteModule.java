package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
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
import scriptorium.page.delete.DeletePage;
import scriptorium.page.edit.Watching;
import scriptorium.page.file.FileChanges;
import scriptorium.page.store.PageStore;
import scriptorium.page.tag.TagAccess;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=delete}. */
@ApplicationScoped
class DeleteModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Optional<String>> title = params.text("title").optional();
    private final Param<Optional<Long>> pageId = params.integer("pageid").optional();
    private final Param<Optional<String>> reason = params.text("reason").optional();
    private final Param<Optional<Set<String>>> tags = Runs.tags(params);
    private final Param<Boolean> deleteTalk = params.flag("deletetalk");
    private final Param<Boolean> watch = params.deprecatedFlag("watch");
    private final WatchlistParams watchlist = WatchlistParams.declare(params);
    private final Param<Boolean> unwatch = params.deprecatedFlag("unwatch");
    private final Param<Optional<String>> oldImage = params.text("oldimage").optional();
    private final ModuleSpec spec;

    private final DeletePage deletePage;
    private final FileChanges files;
    private final PageTarget target;
    private final TagAccess tagAccess;
    private final TitleParser titles;
    private final PageStore store;

    DeleteModule(DeletePage deletePage, FileChanges files, PageTarget target, TagAccess tagAccess, TitleParser titles, PageStore store) {
        this.store = store;
        this.deletePage = deletePage;
        this.files = files;
        this.target = target;
        this.tagAccess = tagAccess;
        this.titles = titles;
        params.token("csrf");
        spec = ModuleSpec.action("delete", params)
                .writes("csrf")
                .exactlyOneOf(title, pageId)
                .example("action=delete&title=Garden&token=123ABC", "apihelp-delete-example-simple")
                .example("action=delete&title=Garden&reason=Gone&token=123ABC", "apihelp-delete-example-reason")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        return target.find(run.get(title), run.get(pageId))
                .chain(page -> tagAccess.accompanying(run.caller(), Runs.given(run, tags)).chain(given -> page.namespace() == Namespace.FILE && run.get(oldImage).isPresent()
                        ? oldVersion(run, page, given)
                        : page(run, page, given)));
    }

    private Uni<Result.Tree> page(ModuleRun run, Title page, Set<String> given) {
        DeletePage.Command command = new DeletePage.Command(page, run.get(reason), given, watchlist.wish(run, run.get(watch), run.get(unwatch)), Runs.by(run));
        return (run.get(deleteTalk) ? tellOfTalk(run, page) : Uni.createFrom().voidItem()).chain(() -> deletePage.execute(command))
                .call(deleted -> page.namespace() == Namespace.FILE
                        ? files.delete(page, run.bearer()).invoke(positions -> positions.forEach(run::wrote))
                        : Uni.createFrom().nullItem())
                .call(deleted -> run.get(deleteTalk) ? talk(run, deleted, command) : Uni.createFrom().nullItem())
                .map(deleted -> {
                    deleted.positions().forEach(run::wrote);
                    return Result.tree().put("delete", Result.tree()
                            .put("title", titles.fullText(deleted.title()))
                            .put("reason", deleted.reason())
                            .put("logid", deleted.logId()));
                });
    }

    /** One old version of a file goes; its page stays. */
    private Uni<Result.Tree> oldVersion(ModuleRun run, Title page, Set<String> given) {
        String why = run.get(reason).orElse("");
        return files.deleteOld(page, run.get(oldImage).orElseThrow(), why, given, Runs.by(run), run.bearer()).map(done -> {
            done.positions().forEach(run::wrote);
            return Result.tree().put("delete", Result.tree().put("title", titles.fullText(page)).put("reason", why).put("logid", done.logId()));
        });
    }

    /** Warns where no talk page can go with a page that is there. */
    private Uni<Void> tellOfTalk(ModuleRun run, Title page) {
        boolean isTalk = page.namespace() % 2 == 1;
        return store.page(page).chain(there -> store.page(Title.of(page.namespace() + 1, page.text())).invoke(talk -> {
            String problem = isTalk ? "delete-error-associated-alreadytalk" : talk.isEmpty() ? "delete-error-associated-doesnotexist" : "";
            if (there.isPresent() && !problem.isEmpty()) {
                run.warn(Msg.of(problem, problem));
            }
        })).replaceWithVoid();
    }

    private Uni<?> talk(ModuleRun run, DeletePage.Deleted deleted, DeletePage.Command command) {
        if (deleted.title().namespace() % 2 == 1) {
            return Uni.createFrom().nullItem();
        }
        Title talk = Title.of(deleted.title().namespace() + 1, deleted.title().text());
        String why = "With the page it is about: " + deleted.reason();
        return deletePage.execute(new DeletePage.Command(talk, Optional.of(why), command.tags(), Watching.Wish.NONE, command.by()))
                .invoke(gone -> gone.positions().forEach(run::wrote))
                .replaceWithVoid()
                .onFailure(ApiException.class).recoverWithNull();
    }
}
