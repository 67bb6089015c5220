package scriptorium.page.edit;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import scriptorium.contract.identity.Caller;
import scriptorium.contract.message.ApiException;
import scriptorium.host.site.SiteConfig;
import scriptorium.page.model.By;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.TitleParser;

/** Gives a new wiki its main page. */
@ApplicationScoped
class FirstPage {

    private static final String WELCOME = """
            '''Welcome!''' This wiki runs on Scriptorium, and this is its first page.

            == What next ==
            * Write: every page can be edited through the [https://www.mediawiki.org/wiki/API:Main_page Action API], with any client for MediaWiki.
            * Look around: the API explains itself, see its help.
            * Listen: every change is on the event streams.""";

    private final EditPage editPage;
    private final TitleParser titles;
    private final SiteConfig site;

    FirstPage(EditPage editPage, TitleParser titles, SiteConfig site) {
        this.editPage = editPage;
        this.titles = titles;
        this.site = site;
    }

    void make(@Observes StartupEvent event) {
        Caller system = new Caller(0, "Scriptorium default", true, false, "127.0.0.1", Set.of("*"), Set.of("edit", "createpage", "autopatrol"), Optional.empty(),
                "", "", Map.of(), "");
        EditCommand command = new EditCommand(titles.parse(site.mainPage(), Namespace.MAIN).title().orElseThrow(),
                new EditCommand.Change.Replace(WELCOME, Optional.empty(), Optional.empty()), false, "First page", Optional.empty(), false, true, false, false,
                Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), Watching.Wish.NONE, Optional.empty(), Optional.empty(), Optional.empty(),
                new By(system, Instant.now(), "first-page"));
        editPage.execute(command)
                .replaceWithVoid()
                .onFailure(ApiException.class).recoverWithNull()
                .await().atMost(Duration.ofSeconds(30));
    }
}
