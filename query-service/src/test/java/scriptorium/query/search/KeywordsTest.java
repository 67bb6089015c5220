package scriptorium.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeywordsTest {

    @Test
    void keywordsAreTakenOutOfTheWords() {
        // Given a search with words and keywords
        String search = "red -blue intitle:\"big rose\" -incategory:Trees insource:infobox \"some phrase\"";

        // When it is read
        Keywords keywords = Keywords.read(search);

        // Then words and conditions are apart
        assertThat(keywords.words().replaceAll(" +", " ")).isEqualTo("red -blue \"some phrase\"");
        assertThat(keywords.filters()).containsExactly(new Keywords.Filter("intitle", "big rose", false), new Keywords.Filter("incategory", "Trees", true),
                new Keywords.Filter("insource", "infobox", false));
    }

    @Test
    void prefixGoesToTheEnd() {
        // Given a prefix with blanks
        // When it is read
        Keywords keywords = Keywords.read("rose prefix:Help:Growing a");

        // Then all that follows belongs to it
        assertThat(keywords.filters()).containsExactly(new Keywords.Filter("prefix", "Help:Growing a", false));
    }

    @Test
    void colonsInsideOfWordsMeanNothing() {
        // Given a word that only looks like a keyword
        // When it is read
        Keywords keywords = Keywords.read("xintitle:a");

        // Then it stays a word
        assertThat(keywords.filters()).isEmpty();
        assertThat(keywords.words()).isEqualTo("xintitle:a");
    }
}
