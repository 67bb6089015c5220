package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import scriptorium.contract.message.ApiException;
import scriptorium.contract.message.Arg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Expiry;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.host.pages.PageSetParams;
import scriptorium.host.pages.PageSets;
import scriptorium.page.watch.WatchPages;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.ParsedTitle;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=watch}. */
@ApplicationScoped
class WatchModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Optional<String>> title = params.text("title").deprecated().optional();
    private final Optional<Param<Optional<Expiry>>> expiry = WatchlistParams.expiry(params, "expiry");
    private final Param<Boolean> unwatch = params.flag("unwatch");
    private final PageSetParams pageSet = PageSetParams.declare(params);
    private final ModuleSpec spec;

    private final WatchPages watchPages;
    private final PageSets pageSets;
    private final TitleParser titles;

    WatchModule(WatchPages watchPages, PageSets pageSets, TitleParser titles) {
        this.watchPages = watchPages;
        this.pageSets = pageSets;
        this.titles = titles;
        params.token("watch");
        spec = ModuleSpec.action("watch", params)
                .writes("watch")
                .example("action=watch&titles=Main_Page&token=123ABC", "apihelp-watch-example-watch")
                .example("action=watch&titles=Main_Page&unwatch=&token=123ABC", "apihelp-watch-example-unwatch")
                .example("action=watch&generator=allpages&gapnamespace=0&token=123ABC", "apihelp-watch-example-generator")
                .build();
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        if (run.caller().anonymous()) {
            throw ApiException.of("notloggedin", "watchlistanontext");
        }
        if (!run.caller().may("editmywatchlist")) {
            throw ApiException.of("permissiondenied", "apierror-permissiondenied", Arg.raw("editmywatchlist"));
        }
        Optional<Expiry> until = expiry.flatMap(param -> WatchlistParams.bounded(run, param));
        return run.get(title).isPresent() ? one(run, run.get(title).get(), until) : many(run, until);
    }

    private Uni<Result.Tree> one(ModuleRun run, String text, Optional<Expiry> until) {
        pageSet.given(run).ifPresent(other -> {
            throw ApiException.of("invalidparammix", "apierror-invalidparammix-cannotusewith", Arg.raw("title"), Arg.raw(other));
        });
        if (!(titles.parse(text, Namespace.MAIN) instanceof ParsedTitle.Valid(Title found)) || !found.isLocal() || found.namespace() < 0) {
            throw ApiException.of("invalidtitle", "invalidtitle", Arg.raw(text));
        }
        Title page = found.withoutFragment();
        return change(run, List.of(page), until)
                .map(_ -> Result.tree().put("batchcomplete", true).put("watch", item(run, new PageSets.Member(0, page, titles.fullText(page), false), until)));
    }

    private Uni<Result.Tree> many(ModuleRun run, Optional<Expiry> until) {
        return pageSets.find(run).chain(found -> change(run, found.members().stream().map(PageSets.Member::title).toList(), until).map(_ -> {
            Result.Items items = Result.items("w");
            found.bad().forEach(items::add);
            found.members().forEach(member -> items.add(item(run, member, until)));
            return Result.tree().putAll(found.frame()).put("watch", items);
        }));
    }

    private Uni<Void> change(ModuleRun run, List<Title> pages, Optional<Expiry> until) {
        return (run.get(unwatch) ? watchPages.unwatch(pages, Runs.by(run)) : watchPages.watch(pages, until, Runs.by(run)))
                .invoke(positions -> positions.forEach(run::wrote))
                .replaceWithVoid();
    }

    private Result.Tree item(ModuleRun run, PageSets.Member member, Optional<Expiry> until) {
        Result.Tree item = Result.tree().put("title", member.text()).put("ns", member.title().namespace());
        if (!run.get(unwatch)) {
            until.ifPresent(time -> item.put("expiry", time.toString()));
        }
        return item.put(run.get(unwatch) ? "unwatched" : "watched", true).flag("missing", member.missing());
    }
}
