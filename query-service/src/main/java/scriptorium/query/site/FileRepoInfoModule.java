package scriptorium.query.site;

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
import scriptorium.wikitext.api.WikiSite;

/** {@code meta=filerepoinfo}: where files live. There is one place, this wiki. */
@ApplicationScoped
class FileRepoInfoModule implements QuerySubmodule {

    private static final String[] PROPS = {"canUpload", "displayname", "favicon", "initialCapital", "local", "name", "rootUrl", "scriptDirUrl", "thumbUrl", "url"};

    private final Params params = Params.declare("fri");
    private final Param<Set<String>> prop = params.choice("prop", PROPS).manyOrAll(List.of(PROPS));
    private final ModuleSpec spec = ModuleSpec.meta("filerepoinfo", params)
            .example("action=query&meta=filerepoinfo&friprop=name|displayname", "apihelp-query+filerepoinfo-example-simple")
            .build();

    private final WikiSite site;

    FileRepoInfoModule(WikiSite site) {
        this.site = site;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Found> run(QueryRun run) {
        Result.Tree all = Result.tree()
                .put("name", "local")
                .put("displayname", site.siteName())
                .put("rootUrl", site.uploadPath())
                .put("local", true)
                .put("url", site.uploadPath())
                .put("thumbUrl", site.uploadPath() + "/thumb")
                .put("initialCapital", true)
                .put("scriptDirUrl", site.scriptPath())
                .put("canUpload", true)
                .put("favicon", site.server() + "/favicon.ico");
        for (String one : PROPS) {
            if (!run.get(prop).contains(one)) {
                all.remove(one);
            }
        }
        return Uni.createFrom().item(Found.list("repos", Result.items("repo").add(all)));
    }
}
