package scriptorium.wikitext.title;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageModelsTest {

    @Test
    void titlesSayWhatPagesHold() {
        assertThat(PageModels.of(Title.of(Namespace.MEDIAWIKI, "Common.css"))).isEqualTo("css");
        assertThat(PageModels.of(Title.of(Namespace.USER, "A/x.js"))).isEqualTo("javascript");
        assertThat(PageModels.of(Title.of(Namespace.USER, "A/x.json"))).isEqualTo("json");
        assertThat(PageModels.of(Title.of(Namespace.USER, "A.js"))).isEqualTo("wikitext");
        assertThat(PageModels.of(Title.of(Namespace.MODULE, "A"))).isEqualTo("Scribunto");
        assertThat(PageModels.of(Title.of(Namespace.MODULE, "A/doc"))).isEqualTo("wikitext");
        assertThat(PageModels.of(Title.of(Namespace.MODULE, "A.json"))).isEqualTo("json");
        assertThat(PageModels.of(Title.of(Namespace.MAIN, "Foo.css"))).isEqualTo("wikitext");
    }
}
