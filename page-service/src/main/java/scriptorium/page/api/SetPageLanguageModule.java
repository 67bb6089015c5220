package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.page.convert.SetPageLanguage;
import scriptorium.page.tag.TagAccess;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=setpagelanguage}; refused unless the wiki lets pages have languages of their own. */
@ApplicationScoped
class SetPageLanguageModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Optional<String>> title = params.text("title").optional();
    private final Param<Optional<Long>> pageId = params.integer("pageid").optional();
    private final Param<String> language = params.choice("lang", languages()).required();
    private final Param<Optional<String>> reason = params.text("reason").optional();
    private final Param<Optional<Set<String>>> tags = Runs.tags(params);
    private final ModuleSpec spec;

    private final SetPageLanguage setPageLanguage;
    private final PageTarget target;
    private final TagAccess tagAccess;
    private final TitleParser titles;
    private final boolean enabled;

    SetPageLanguageModule(
            SetPageLanguage setPageLanguage, PageTarget target, TagAccess tagAccess, TitleParser titles,
            @ConfigProperty(name = "scriptorium.site.options.PageLanguageUseDB", defaultValue = "false") boolean enabled) {
        this.setPageLanguage = setPageLanguage;
        this.target = target;
        this.tagAccess = tagAccess;
        this.titles = titles;
        this.enabled = enabled;
        params.token("csrf");
        spec = ModuleSpec.action("setpagelanguage", params)
                .writes("csrf")
                .exactlyOneOf(title, pageId)
                .example("action=setpagelanguage&title=Main%20Page&lang=eu&token=123ABC", "apihelp-setpagelanguage-example-language")
                .example("action=setpagelanguage&pageid=123&lang=default&token=123ABC", "apihelp-setpagelanguage-example-default")
                .build();
    }

    private static List<String> languages() {
        List<String> codes = new ArrayList<>(List.of("default"));
        codes.addAll(LanguageCodes.ALL);
        codes.sort(null);
        return codes;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public void permit(ModuleRun run) {
        if (!enabled) {
            throw ApiException.of("pagelang-disabled", "apierror-pagelang-disabled");
        }
        if (!run.caller().may("pagelang")) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied", Arg.raw("pagelang"));
        }
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        return target.find(run.get(title), run.get(pageId))
                .chain(page -> tagAccess.accompanying(run.caller(), Runs.given(run, tags)).chain(given -> setPageLanguage.execute(new SetPageLanguage.Command(page,
                        run.get(language), run.get(reason).orElse(""), given, Runs.by(run)))).map(done -> {
                            done.positions().forEach(run::wrote);
                            return Result.tree().put("setpagelanguage", Result.tree()
                                    .put("title", titles.fullText(page))
                                    .put("oldlanguage", done.before())
                                    .put("newlanguage", done.after())
                                    .put("logid", done.logId()));
                        }));
    }
}
