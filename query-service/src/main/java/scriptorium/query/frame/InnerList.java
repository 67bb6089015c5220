package scriptorium.query.frame;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.LinkedHashSet;
import java.util.Map;
import scriptorium.contract.param.ParamReader;
import scriptorium.contract.param.RawParams;
import scriptorium.contract.result.Result;
import scriptorium.host.module.HostEnvironment;
import scriptorium.host.module.ModuleRun;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.title.TitleParser;

/** Lets another module ask a {@code list=} of this service, as the caller, with parameters of its own. */
@ApplicationScoped
public class InnerList {

    private final Instance<QuerySubmodule> submodules;
    private final WikiSite site;
    private final TitleParser titles;

    InnerList(Instance<QuerySubmodule> submodules, WikiSite site, TitleParser titles) {
        this.submodules = submodules;
        this.site = site;
        this.titles = titles;
    }

    /** The items of the list. Refusals are those of the list. */
    public Uni<Result.Items> run(ModuleRun call, String list, Map<String, String> query) {
        QuerySubmodule module = submodules.stream().filter(one -> one.spec().path().equals("query+" + list)).findFirst().orElseThrow();
        HostEnvironment environment = new HostEnvironment(site, titles, call.caller(), call.now(), Map.of());
        var values = new ParamReader(module.spec(), "", RawParams.of(query), environment, _ -> { }, new LinkedHashSet<>()).read();
        module.spec().check(values);
        return module.run(new QueryRun(values, new PageSet(), call.caller(), call.now(), false, _ -> { }, call, _ -> { }))
                .map(found -> (Result.Items) found.values.get(list));
    }
}
