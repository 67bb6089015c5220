package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamType;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.page.delete.DeletePage;
import scriptorium.page.edit.EditRefusal;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=delete}. */
@ApplicationScoped
class DeleteModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Optional<String>> title = params.text("title").optional();
    private final Param<Optional<Long>> pageId = params.integer("pageid").optional();
    private final Param<Optional<String>> reason = params.text("reason").optional();
    private final Param<Optional<Set<String>>> tags = params.param("tags", new ParamType.Tags()).many();
    private final Param<Boolean> deleteTalk = params.flag("deletetalk");
    private final Param<Boolean> watch = params.deprecatedFlag("watch");
    private final Param<String> watchlist = params.choice("watchlist", "watch", "unwatch", "preferences", "nochange").orElse("preferences");
    private final Param<Boolean> unwatch = params.deprecatedFlag("unwatch");
    private final ModuleSpec spec;

    private final DeletePage deletePage;
    private final PageTarget target;
    private final TitleParser titles;

    DeleteModule(DeletePage deletePage, PageTarget target, TitleParser titles) {
        this.deletePage = deletePage;
        this.target = target;
        this.titles = titles;
        params.token("csrf");
        spec = ModuleSpec.action("delete", params)
                .writes("csrf")
                .exactlyOneOf(title, pageId)
                .example("action=delete&title=Garden&reason=Gone&token=123ABC", "apihelp-delete-example-reason")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        run.get(tags).stream().flatMap(Set::stream).findFirst().ifPresent(tag -> {
            throw new ApiException(EditRefusal.BAD_TAGS.msg(Arg.raw(tag), Arg.rawNum(1)).with("disallowedtags", Result.items("tag").add(tag)));
        });
        String watching = run.get(watch) ? "watch" : run.get(unwatch) ? "unwatch" : run.get(watchlist);
        String why = run.get(reason).orElse("");
        return target.find(run.get(title), run.get(pageId))
                .chain(page -> deletePage.execute(new DeletePage.Command(page, why, watching, run.caller(), run.now(), run.call().requestId())))
                .call(deleted -> run.get(deleteTalk) && deleted.title().namespace() % 2 == 0 ? deleteTalk(run, deleted, why) : Uni.createFrom().voidItem())
                .map(deleted -> {
                    run.wrote(deleted.position());
                    return Result.tree().put("delete", Result.tree()
                            .put("title", titles.fullText(deleted.title()))
                            .put("reason", why)
                            .put("logid", deleted.logId()));
                });
    }

    private Uni<?> deleteTalk(ModuleRun run, DeletePage.Deleted deleted, String why) {
        var talk = scriptorium.wikitext.title.Title.of(deleted.title().namespace() + 1, deleted.title().text());
        return deletePage.execute(new DeletePage.Command(talk, why, "nochange", run.caller(), run.now(), run.call().requestId()))
                .invoke(gone -> run.wrote(gone.position()))
                .onFailure(ApiException.class).recoverWithNull();
    }
}
