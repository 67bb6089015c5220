package scriptorium.wikitext.presave;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikitextEngine.Signature;
import scriptorium.wikitext.title.DefaultNamespaces;

class PresaveTest {

    private static final WikiSite SITE = new WikiSite("Wiki", "http://localhost", "/wiki/$1", "/w", "/images", "en", "Main Page",
            DefaultNamespaces.of("Wiki"), Map.of(), Map.of());
    private static final Instant NOW = Instant.parse("2026-11-23T11:32:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "[[Article (context)|]];[[Article (context)|Article]]", "[[:Bar:Article (context)|]];[[:Bar:Article (context)|Article]]",
        "[[Bar:X (Y) Z|]];[[Bar:X (Y) Z|X (Y) Z]]", "[[a:|]];[[a:|a:]]", "[[a:(b)|]];[[a:(b)|a:]]", "[[X (Y) Z (W)|]];[[X (Y) Z (W)|X]]",
        "[[Otherplace, Elsewhere, Anywhere|]];[[Otherplace, Elsewhere, Anywhere|Otherplace]]",
        "[[Otherplace，Elsewhere|]];[[Otherplace，Elsewhere|Otherplace]]",
        "[[Me, Myself, and I (1937 song)|]];[[Me, Myself, and I (1937 song)|Me, Myself, and I]]",
        "[[Article（context）|]];[[Article（context）|Article]]",
        "[[Article (context), context|]];[[Article (context), context|Article]]", "[[a(b)c|]];[[a(b)c|a(b)c]]", "[[|P]];[[P (ctx)|P]]",
        "[[#a|]];[[#a|]]", "[[a|b|]];[[a|b|]]", "[[[a (b)|]]];[[[a (b)|a]]]"})
    void pipe_trick(String text, String expected) {
        assertThat(PipeTrick.apply(text, "Page (ctx)")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"Somewhere;[[P]]", "A:B, c;[[A:P, c|P]]", "A (b), Context (c);[[P (b), Context (c)|P]]",
            "A(b);[[P]]",
        "Ns:X (IGNORED), Context;[[Ns:P, Context|P]]"})
    void reverse_pipe_trick(String title, String expected) {
        assertThat(PipeTrick.apply("[[|P]]", title)).isEqualTo(expected);
    }

    @Test
    void tildes() {
        Signatures signatures = new Signatures(SITE);
        Signature bob = new Signature("Bob", false, "", false);
        assertThat(signatures.replace("~~ ~~~", bob, NOW)).isEqualTo("~~ [[User:Bob|Bob]] ([[User talk:Bob|talk]])");
        assertThat(signatures.replace("~~~~~~", bob, NOW)).isEqualTo("11:32, 23 November 2026 (UTC)~");
        assertThat(signatures.replace("~~~~", new Signature("127.0.0.1", true, "", false), NOW))
                .isEqualTo("[[Special:Contributions/127.0.0.1|127.0.0.1]] 11:32, 23 November 2026 (UTC)");
        assertThat(signatures.replace("~~~", new Signature("Bob", false, "[[x]]", false), NOW)).contains("|&#91;&#91;x&#93;&#93;]]");
        assertThat(signatures.replace("~~~", new Signature("Bob", false, "[[User:Bob|'''B''']] ~~~~", true), NOW))
                .isEqualTo("[[User:Bob|'''B''']]");
    }
}
