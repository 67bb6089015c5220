package scriptorium.wikitext.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.ParseResult;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.Wikitext;
import scriptorium.wikitext.api.WikitextEngine;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Title;

class MagicWordsTest {

    private static WikitextEngine wiki(String language) {
        return Wikitext.engine(new WikiSite("Notes", "http://127.0.0.1:8080", "/wiki/$1", "/w", "/images", language, "Main Page", DefaultNamespaces.of("Notes"), Map.of(), Map.of()));
    }

    private static ParseResult parse(String language, String text) {
        return wiki(language).parse(ParseRequest.of(Title.of(0, "Lake"), text), WikiSource.EMPTY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            de ~ {{SEITENNAME}} ~ Lake
            de ~ {{PAGENAME}} ~ Lake
            de ~ {{seitenname}} ~ Seitenname
            de ~ {{#wechsle:b|a=1|#standard=2}} ~ 2
            de ~ {{#switch:b|a=1|#default=2}} ~ 2
            de ~ {{Zahlenformat:1.234,5|R}} ~ 1234.5
            de-at ~ {{SEITENNAME}} ~ Lake
            ru ~ {{МАЛЕНЬКИМИ_БУКВАМИ:АБВ}} ~ абв
            ru ~ {{#если:x|да|нет}} ~ да
            ru ~ {{ПОЛНОЕ_НАЗВАНИЕ_СТРАНИЦЫ}} ~ Lake
            fa ~ {{#time:Y xnY F|2024-02-05}} ~ ۲۰۲۴ 2024 فوریه
            en ~ {{#language:Foo}} ~ foo
            en ~ {{#FORMAL:a|b}} ~ <p>a
            nl ~ {{#FORMAL:a|b}} ~ <p>b
            nl ~ {{#FORMAL:a}} ~ <p>a
            ug-arab ~ {{#dir:}} ~ rtl
            en ~ {{SEITENNAME}} ~ SEITENNAME
            """)
    void functionsAndVariablesHaveNamesInTheWikisLanguage(String language, String text, String shown) {
        assertThat(parse(language, text).html()).contains(shown.strip());
    }

    @Test
    void switchesHaveNamesInTheWikisLanguage() {
        // When
        ParseResult german = parse("de", "a__KEIN_INHALTSVERZEICHNIS____VERSTECKTE_KATEGORIE__b ____NOTOC__c");
        ParseResult small = parse("de", "a__kein_inhaltsverzeichnis____versteckte_kategorie__b");
        ParseResult english = parse("en", "a__KEIN_INHALTSVERZEICHNIS__b");

        // Then
        assertThat(german.html()).contains("ab __c");
        assertThat(german.properties()).containsKeys("notoc", "hiddencat");
        assertThat(small.html()).contains("a__versteckte_kategorie__b");
        assertThat(small.properties()).containsOnlyKeys("notoc");
        assertThat(english.html()).contains("__KEIN_INHALTSVERZEICHNIS__");
    }

    @Test
    void redirectsAreReadInBothLanguagesAndWrittenInTheWikisOwn() {
        // Given
        WikitextEngine german = wiki("de");

        // Then
        assertThat(german.redirectTarget("#WEITERLEITUNG [[Sea]]")).contains(Title.of(0, "Sea"));
        assertThat(german.redirectTarget("#redirect: [[Sea]]")).contains(Title.of(0, "Sea"));
        assertThat(wiki("en").redirectTarget("#WEITERLEITUNG [[Sea]]")).isEmpty();
        assertThat(german.redirectTo(Title.of(14, "Seas"))).isEqualTo("#WEITERLEITUNG [[:Category:Seas]]");
        assertThat(wiki("en").redirectTo(Title.of(0, "Sea"))).isEqualTo("#REDIRECT [[Sea]]");
    }

    @Test
    void filesAreLaidOutInTheWikisLanguage() {
        assertThat(parse("it", "[[File:A.png|miniatura|sinistra|x]]").html()).contains("typeof=\"mw:Error mw:File/Thumb\"").contains("mw-halign-left");
        assertThat(parse("en", "[[File:A.png|miniatura|sinistra|x]]").html()).doesNotContain("Thumb");
    }

    @Test
    void textIsSubstitutedByTheWikisWord() {
        assertThat(wiki("de").preSaveTransform(ParseRequest.of(Title.of(0, "Lake"), "{{ERS:SEITENNAME}} {{subst:PAGENAME}} {{SEITENNAME}}"), WikiSource.EMPTY, null)).isEqualTo("Lake Lake {{SEITENNAME}}");
    }

    @Test
    void eachWordHasItsUsualFormFirst() {
        assertThat(MagicWords.of("de").word("redirect").aliases()).isEqualTo(List.of("#WEITERLEITUNG", "#REDIRECT"));
        assertThat(MagicWords.of("qqx").all()).isEqualTo(MagicWords.of("en").all());
    }
}
