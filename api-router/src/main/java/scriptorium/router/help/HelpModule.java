package scriptorium.router.help;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.ParamValues;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.site.SiteConfig;
import scriptorium.router.dispatch.Module;
import scriptorium.router.dispatch.ModuleDirectory;
import scriptorium.router.text.Catalog;
import scriptorium.router.text.Markup;
import scriptorium.router.wiki.PageShell;

/** {@code action=help}: the modules' documentation as a page. */
@ApplicationScoped
public class HelpModule {

    private static final Params PARAMS = Params.declare();
    private static final Param<Set<String>> MODULES = PARAMS.text("modules").manyOr("main");
    private static final Param<Boolean> SUBMODULES = PARAMS.flag("submodules");
    private static final Param<Boolean> RECURSIVE = PARAMS.flag("recursivesubmodules");
    private static final Param<Boolean> WRAP = PARAMS.flag("wrap");
    private static final Param<Boolean> TOC = PARAMS.flag("toc");

    public static final ModuleSpec SPEC = ModuleSpec.action("help", PARAMS)
            .noReadRights()
            .example("action=help", "apihelp-help-example-main")
            .example("action=help&modules=query&submodules=1", "apihelp-help-example-submodules")
            .example("action=help&recursivesubmodules=1", "apihelp-help-example-recursive")
            .example("action=help&modules=help", "apihelp-help-example-help")
            .example("action=help&modules=query+info|query+categorymembers", "apihelp-help-example-query")
            .build();

    private final SiteConfig site;
    private final Catalog catalog;
    private final ModuleDirectory directory;
    private final HelpPage page;

    HelpModule(SiteConfig site, Catalog catalog, ModuleDirectory directory, HelpPage page) {
        this.site = site;
        this.catalog = catalog;
        this.directory = directory;
        this.page = page;
    }

    public void run(ParamValues values, ModuleAnswer answer) {
        ModuleDirectory.Modules all = directory.modules();
        List<Module> shown = new ArrayList<>();
        for (String path : values.get(MODULES)) {
            ModulePaths.Found found = ModulePaths.find(all, path);
            Optional.of(found).flatMap(ModulePaths.Found::problem).ifPresent(problem -> {
                throw new ApiException(problem);
            });
            for (Module module : found.modules()) {
                add(shown, module);
                if (values.get(SUBMODULES) || values.get(RECURSIVE)) {
                    ModulePaths.below(all, module.path(), values.get(RECURSIVE)).forEach(below -> add(shown, below));
                }
            }
        }
        String title = catalog.text("api-help-title", List.of(), Markup.HTML);
        String html = PageShell.page(site, title, title, "skin-apioutput mw-special-ApiHelp", page.body(all, shown, values.get(TOC)));
        if (values.get(WRAP)) {
            answer.result.put("help", new Result.Tree().put("mime", "text/html").put("filename", "api-help.html").putSubelement("help", html));
        } else {
            answer.raw = Optional.of(new ModuleAnswer.RawBody("text/html; charset=utf-8", html));
        }
    }

    private static void add(List<Module> shown, Module module) {
        if (!shown.contains(module)) {
            shown.add(module);
        }
    }
}
