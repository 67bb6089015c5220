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
import scriptorium.page.convert.ChangeContentModel;
import scriptorium.page.tag.TagAccess;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=changecontentmodel}. */
@ApplicationScoped
class ChangeContentModelModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Optional<String>> title = params.text("title").optional();
    private final Param<Optional<Long>> pageId = params.integer("pageid").optional();
    private final Param<Optional<String>> summary = params.text("summary").optional();
    private final Param<Optional<Set<String>>> tags = Runs.tags(params);
    private final Param<String> model = params.choice("model", "wikitext", "javascript", "json", "css", "text").required();
    private final Param<Boolean> bot = params.flag("bot");
    private final ModuleSpec spec;

    private final ChangeContentModel changeContentModel;
    private final PageTarget target;
    private final TagAccess tagAccess;
    private final TitleParser titles;

    ChangeContentModelModule(ChangeContentModel changeContentModel, PageTarget target, TagAccess tagAccess, TitleParser titles) {
        this.changeContentModel = changeContentModel;
        this.target = target;
        this.tagAccess = tagAccess;
        this.titles = titles;
        params.token("csrf");
        spec = ModuleSpec.action("changecontentmodel", params)
                .writes("csrf")
                .exactlyOneOf(title, pageId)
                .example("action=changecontentmodel&title=Main%20Page&model=text&token=123ABC", "apihelp-changecontentmodel-example")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        return target.find(run.get(title), run.get(pageId))
                .chain(page -> tagAccess.accompanying(run.caller(), Runs.given(run, tags)).chain(given -> changeContentModel.execute(new ChangeContentModel.Command(
                        page, run.get(model), run.get(summary).orElse(""), run.get(bot), given, Runs.by(run)))))
                .map(done -> {
                    done.positions().forEach(run::wrote);
                    return Result.tree().put("changecontentmodel", Result.tree()
                            .put("result", "Success")
                            .put("title", titles.fullText(done.page().title()))
                            .put("pageid", done.page().id())
                            .put("contentmodel", done.page().contentModel())
                            .put("logid", done.logId())
                            .put("revid", done.revisionId()));
                });
    }
}
