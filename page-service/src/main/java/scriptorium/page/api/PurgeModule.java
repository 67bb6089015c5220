package scriptorium.page.api;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.message.Arg;
import scriptorium.contract.message.Msg;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.page.model.Page;
import scriptorium.page.purge.PurgePage;
import scriptorium.page.store.PageStore;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.ParsedTitle;
import scriptorium.wikitext.title.Title;
import scriptorium.wikitext.title.TitleParser;

/** {@code action=purge}: has pages rendered anew. */
@ApplicationScoped
class PurgeModule implements ApiModule {

    private final Params params = Params.declare();
    private final Param<Boolean> linkUpdate = params.flag("forcelinkupdate");
    private final Param<Boolean> recursive = params.flag("forcerecursivelinkupdate");
    private final Param<String> goOn = params.text("continue").orElse("");
    private final Param<Optional<Set<String>>> titlesParam = params.text("titles").many();
    private final Param<Optional<Set<Long>>> pageIds = params.integer("pageids").many();
    private final ModuleSpec spec = ModuleSpec.action("purge", params)
            .writeRights()
            .mustBePosted()
            .example("action=purge&titles=Main_Page|Garden", "apihelp-purge-example-simple")
            .build();

    private final PurgePage purgePage;
    private final PageStore store;
    private final TitleParser titles;

    PurgeModule(PurgePage purgePage, PageStore store, TitleParser titles) {
        this.purgePage = purgePage;
        this.store = store;
        this.titles = titles;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        Result.Items purged = Result.items("page");
        Result.Items normalized = Result.items("n");
        Map<Title, Boolean> wanted = new LinkedHashMap<>();
        for (String raw : run.get(titlesParam).orElse(Set.of())) {
            switch (titles.parse(raw, Namespace.MAIN)) {
                case ParsedTitle.Valid(Title title) -> {
                    if (!titles.fullText(title).equals(raw)) {
                        normalized.add(Result.tree().put("fromencoded", false).put("from", raw).put("to", titles.fullText(title)));
                    }
                    wanted.put(title.withoutFragment(), true);
                }
                case ParsedTitle.Invalid(var problem) -> purged.add(Result.tree()
                        .put("title", raw)
                        .put("invalidreason", new Result.Text(Msg.of(problem.key(), problem.key(), problem.arguments().stream().map(Arg::raw).toArray(Arg[]::new))))
                        .put("invalid", true));
            }
        }
        return byIds(run, purged).chain(found -> {
            Set<Title> all = new LinkedHashSet<>(wanted.keySet());
            found.forEach(page -> all.add(page.title()));
            return purgeAll(run, List.copyOf(all), purged);
        }).map(_ -> {
            Result.Tree answer = Result.tree().put("batchcomplete", true);
            if (!normalized.values().isEmpty()) {
                answer.put("normalized", normalized);
            }
            return answer.put("purge", purged);
        });
    }

    private Uni<List<Page>> byIds(ModuleRun run, Result.Items purged) {
        Uni<List<Page>> all = Uni.createFrom().item(new ArrayList<>());
        for (Long id : run.get(pageIds).orElse(Set.of())) {
            all = all.chain(pages -> store.page(id).map(page -> {
                page.ifPresentOrElse(pages::add, () -> purged.add(Result.tree().put("pageid", id).put("missing", true)));
                return pages;
            }));
        }
        return all;
    }

    private Uni<Void> purgeAll(ModuleRun run, List<Title> all, Result.Items purged) {
        Uni<Void> done = Uni.createFrom().voidItem();
        boolean updates = run.get(linkUpdate) || run.get(recursive);
        for (Title title : all) {
            done = done.chain(() -> purgePage.execute(title, run.caller(), run.now(), run.call().requestId())).map(position -> {
                position.ifPresent(run::wrote);
                Result.Tree page = Result.tree().put("ns", title.namespace()).put("title", titles.fullText(title));
                purged.add(position.isEmpty() ? page.put("missing", true) : page.put("purged", true).flag("linkupdate", updates));
                return null;
            });
        }
        return done;
    }
}
