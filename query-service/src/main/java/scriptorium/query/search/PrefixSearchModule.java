package scriptorium.query.search;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Param;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.query.frame.Found;
import scriptorium.query.frame.QueryRun;
import scriptorium.query.frame.QuerySubmodule;
import scriptorium.query.frame.TitleFields;
import scriptorium.wikitext.title.Namespace;

/** {@code list=prefixsearch}: pages by the beginning of their titles. */
@ApplicationScoped
class PrefixSearchModule implements QuerySubmodule {

    private static final long MAX_OFFSET = 10_000;

    private final Params params = Params.declare("ps");
    private final Param<String> search = params.text("search").required();
    private final Param<Set<Integer>> namespace = params.namespace("namespace").all("*").manyOr(0);
    private final Param<Integer> limit = params.limit();
    private final Param<Long> offset = params.integer("offset", 0).orElse(0L);
    private final ModuleSpec spec = ModuleSpec.list("prefixsearch", params)
            .generator()
            .example("action=query&list=prefixsearch&pssearch=meaning", "apihelp-query+prefixsearch-example-simple")
            .build();

    private final PrefixSearch prefixes;
    private final TitleFields titles;

    PrefixSearchModule(PrefixSearch prefixes, TitleFields titles) {
        this.prefixes = prefixes;
        this.titles = titles;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        int from = (int) Math.min(MAX_OFFSET, run.get(offset));
        int wanted = run.get(limit);
        return prefixes.find(run.get(search), run.get(namespace).isEmpty() ? Set.of(Namespace.MAIN) : run.get(namespace), from, wanted + 1).map(hits -> {
            Found found = new Found();
            if (hits.size() > wanted) {
                found.next(run, offset, from + wanted);
            }
            List<PrefixSearch.Hit> shown = hits.subList(0, Math.min(wanted, hits.size()));
            if (run.generator()) {
                shown.forEach(hit -> found.title(hit.title(), from + 1 + shown.indexOf(hit)));
                return found;
            }
            Result.Items items = Result.items("ps");
            shown.forEach(hit -> {
                Result.Tree item = titles.put(Result.tree(), hit.title());
                items.add(hit.pageId() == 0 ? item.flag("special", true) : item.put("pageid", hit.pageId()));
            });
            return found.value("prefixsearch", items);
        });
    }
}
