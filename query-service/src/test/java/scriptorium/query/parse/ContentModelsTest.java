package scriptorium.query.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import scriptorium.wikitext.title.Namespace;
import scriptorium.wikitext.title.Title;

class ContentModelsTest {

    @Test
    void titlesSayWhatPagesHold() {
        // Given titles of scripts, styles and other pages
        // When their models are asked for
        // Then the site's and the users' subpages are told by their ends
        assertThat(ContentModels.byTitle(Title.of(Namespace.MEDIAWIKI, "Common.css"))).isEqualTo("css");
        assertThat(ContentModels.byTitle(Title.of(Namespace.USER, "A/x.js"))).isEqualTo("javascript");
        assertThat(ContentModels.byTitle(Title.of(Namespace.USER, "A/x.json"))).isEqualTo("json");
        assertThat(ContentModels.byTitle(Title.of(Namespace.USER, "A.js"))).isEqualTo("wikitext");
        assertThat(ContentModels.byTitle(Title.of(Namespace.MAIN, "Foo.css"))).isEqualTo("wikitext");
    }
}
