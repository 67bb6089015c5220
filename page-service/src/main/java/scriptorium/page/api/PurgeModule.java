package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.pages.PageSetParams;
import scriptorium.host.pages.PageSets;
import scriptorium.page.edit.PageAccess;
import scriptorium.page.purge.PurgePage;

/** {@code action=purge}: has pages rendered anew. */
@ApplicationScoped
class PurgeModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Boolean> linkUpdate = params.flag("forcelinkupdate");
    private final Param<Boolean> recursive = params.flag("forcerecursivelinkupdate");
    private final ModuleSpec spec;

    private final PurgePage purgePage;
    private final PageSets pageSets;

    PurgeModule(PurgePage purgePage, PageSets pageSets) {
        this.purgePage = purgePage;
        this.pageSets = pageSets;
        PageSetParams.declare(params);
        spec = ModuleSpec.action("purge", params)
                .writeRights()
                .mustBePosted()
                .example("action=purge&titles=Main_Page|Garden", "apihelp-purge-example-simple")
                .example("action=purge&generator=allpages&gapnamespace=0&gaplimit=10", "apihelp-purge-example-generator")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        PageAccess.sitewideBlock(run.caller()).ifPresent(block -> {
            throw new ApiException(block);
        });
        boolean updates = run.get(linkUpdate) || run.get(recursive);
        return pageSets.find(run).chain(found -> purgePage
                .execute(found.members().stream().filter(member -> !member.missing()).map(PageSets.Member::title).toList(), Runs.by(run))
                .map(positions -> {
                    positions.forEach(run::wrote);
                    Result.Items items = Result.items("page");
                    found.bad().stream().filter(bad -> bad.get("iw") == null).forEach(items::add);
                    found.members().stream().filter(PageSets.Member::missing).forEach(member -> items.add(page(member).put("missing", true)));
                    found.bad().stream().filter(bad -> bad.get("iw") != null).forEach(items::add);
                    found.members().stream().filter(member -> !member.missing())
                            .forEach(member -> items.add(page(member).put("purged", true).flag("linkupdate", updates)));
                    return Result.tree().putAll(found.frame()).put("purge", items).putAll(found.alongside());
                }));
    }

    private static Result.Tree page(PageSets.Member member) {
        return Result.tree().put("ns", member.title().namespace()).put("title", member.text());
    }
}
