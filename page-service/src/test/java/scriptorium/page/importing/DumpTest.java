package scriptorium.page.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class DumpTest {

    private static List<Dump.DumpedPage> read(String xml) throws XMLStreamException {
        List<Dump.DumpedPage> pages = new ArrayList<>();
        Dump dump = new Dump(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        for (Optional<Dump.DumpedPage> page = dump.next(); page.isPresent(); page = dump.next()) {
            pages.add(page.get());
        }
        return pages;
    }

    @Test
    void pagesAndRevisionsAreRead() throws XMLStreamException {
        // Given
        String xml = """
                <mediawiki><siteinfo><sitename>X</sitename></siteinfo><page><title>Template:A &amp; B</title><ns>10</ns><id>5</id>
                <revision><id>1</id><timestamp>2010-01-01T00:00:00Z</timestamp><contributor><username>Far</username><id>3</id></contributor>
                <comment>one</comment><model>wikitext</model><text bytes="3">old</text></revision>
                <revision><timestamp>2010-01-02T00:00:00Z</timestamp><contributor><ip>192.0.2.4</ip></contributor><minor/><text deleted="deleted"/></revision>
                </page></mediawiki>""";

        // When
        List<Dump.DumpedPage> pages = read(xml);

        // Then
        assertThat(pages).singleElement().satisfies(page -> {
            assertThat(page.fullText()).isEqualTo("Template:A & B");
            assertThat(page.text()).isEqualTo("A & B");
            assertThat(page.namespace()).contains(10);
            assertThat(page.revisions()).containsExactly(
                    new Dump.DumpedRevision(Instant.parse("2010-01-01T00:00:00Z"), "Far", false, false, "one", "wikitext", "old", 0),
                    new Dump.DumpedRevision(Instant.parse("2010-01-02T00:00:00Z"), "192.0.2.4", true, true, "", "", "", 1));
        });
    }

    @Test
    void namespacesHaveTheNamesOfTheirWiki() throws XMLStreamException {
        // Given
        String xml = """
                <mediawiki><siteinfo><namespaces><namespace key="0"/><namespace key="10">Vorlage</namespace></namespaces></siteinfo>
                <page><title>Vorlage:A:B</title><ns>10</ns></page><page><title>C</title><ns>10</ns></page>
                <page><title>Portal:D</title><ns>100</ns></page><page><title>Vorlage:E</title></page><page><title>F: G</title><ns>0</ns></page></mediawiki>""";

        // When
        List<Dump.DumpedPage> pages = read(xml);

        // Then
        assertThat(pages).extracting(Dump.DumpedPage::text).containsExactly("A:B", "C", "D", "Vorlage:E", "F: G");
        assertThat(pages).extracting(Dump.DumpedPage::fullText).containsExactly("Vorlage:A:B", "Vorlage:C", "Portal:D", "Vorlage:E", "F: G");
    }

    @Test
    void whatIsNoDumpIsRefused() {
        assertThatThrownBy(() -> read("<html/>")).isInstanceOf(XMLStreamException.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(XMLStreamException.class);
    }

    @Test
    void entitiesOfADocumentTypeAreNotFollowed() {
        assertThatThrownBy(() -> read("<!DOCTYPE mediawiki [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><mediawiki><page><title>&x;</title></page></mediawiki>"))
                .isInstanceOf(XMLStreamException.class);
    }
}
