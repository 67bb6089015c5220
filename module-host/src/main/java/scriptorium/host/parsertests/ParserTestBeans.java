package scriptorium.host.parsertests;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import scriptorium.host.site.SiteConfig;
import scriptorium.host.site.SiteDescription;
import scriptorium.wikitext.api.ParserTestsProfile;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikitextEngine;

/** The wiki that MediaWiki's parser tests are written for, in the place of the configured one. */
class ParserTestBeans {

    @Produces
    @Singleton
    @IfBuildProperty(name = "scriptorium.parser-tests", stringValue = "true")
    WikiSite site(SiteConfig config) {
        return ParserTestsProfile.of(SiteDescription.of(config));
    }

    @Produces
    @Singleton
    @IfBuildProperty(name = "scriptorium.parser-tests", stringValue = "true")
    WikitextEngine engine(WikiSite site) {
        return new ConfiguredEngine(site);
    }
}
