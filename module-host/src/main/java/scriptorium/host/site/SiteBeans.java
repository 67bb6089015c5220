package scriptorium.host.site;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.Wikitext;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.TitleParser;

/** The wiki as configured, and its wikitext engine. */
class SiteBeans {

    @Produces
    @Singleton
    @DefaultBean
    WikiSite site(SiteConfig config) {
        return SiteDescription.of(config);
    }

    @Produces
    @Singleton
    TitleParser titles(WikiSite site) {
        return new TitleParser(site);
    }

    @Produces
    @Singleton
    @DefaultBean
    WikitextEngine engine(WikiSite site) {
        return Wikitext.engine(site);
    }
}
