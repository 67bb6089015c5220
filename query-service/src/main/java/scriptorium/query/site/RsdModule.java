package scriptorium.query.site;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import scriptorium.contract.call.ModuleAnswer;
import scriptorium.contract.module.ModuleSpec;
import scriptorium.contract.param.Params;
import scriptorium.contract.result.Result;
import scriptorium.host.module.ApiModule;
import scriptorium.host.module.ModuleRun;
import scriptorium.wikitext.api.WikiSite;

/** {@code action=rsd}: "Really Simple Discovery" of the API. */
@ApplicationScoped
class RsdModule implements ApiModule {

    private final ModuleSpec spec = ModuleSpec.action("rsd", Params.declare())
            .noReadRights()
            .example("action=rsd", "apihelp-rsd-example-simple")
            .build();

    private final WikiSite site;

    RsdModule(WikiSite site) {
        this.site = site;
    }

    @Override
    public ModuleSpec spec() {
        return spec;
    }

    @Override
    public Uni<Result.Tree> run(ModuleRun run) {
        String main = site.server() + site.articlePath().replace("$1", site.mainPage().replace(' ', '_'));
        run.answer().raw = Optional.of(new ModuleAnswer.RawBody("application/rsd+xml; charset=utf-8", """
                <?xml version="1.0"?><rsd version="1.0" xmlns="http://archipelago.phrasewise.com/rsd"><service><apis><api name="MediaWiki" preferred="true" \
                apiLink="%s" blogID=""><settings><docs xml:space="preserve">https://www.mediawiki.org/wiki/Special:MyLanguage/API</docs><setting name="OAuth" \
                xml:space="preserve">false</setting></settings></api></apis><engineName xml:space="preserve">MediaWiki</engineName><engineLink \
                xml:space="preserve">https://www.mediawiki.org/</engineLink><homePageLink xml:space="preserve">%s</homePageLink></service></rsd>"""
                .formatted(escape(site.server() + site.scriptPath() + "/api.php"), escape(main))));
        return Uni.createFrom().item(Result.tree());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
