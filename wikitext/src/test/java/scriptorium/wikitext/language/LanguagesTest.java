package scriptorium.wikitext.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scriptorium.wikitext.text.TextBuffer;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.LocalNamespaces;
import scriptorium.wikitext.title.Namespace;

/** What was seen of a running MediaWiki 1.43, with each of these as the wiki's language. */
class LanguagesTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"en; 1,234,567.891; 1,234.5", "de; 1.234.567,891; 1.234,5", "es; 1\u00A0234\u00A0567,891; 1234,5", "bar; 1.234.567,891; 1.234,5",
        "hi; १२,३४,५६७.८९१; १,२३४.५", "fa; ۱٬۲۳۴٬۵۶۷٫۸۹۱; ۱٬۲۳۴٫۵", "my; ၁၂၃၄၅၆၇.၈၉၁; ၁၂၃၄.၅", "lzh; 一二三四五六七點八九一; 一二三四點五", "ccp; 𑄷𑄸,𑄹𑄺,𑄻𑄼𑄽.𑄾𑄿𑄷; 𑄷,𑄸𑄹𑄺.𑄻"})
    void writeNumbers(String code, String large, String small) {
        Language language = Languages.of(code);
        assertThat(language.number("1234567.891", true)).isEqualTo(large);
        assertThat(language.number("1234.5", true)).isEqualTo(small);
        assertThat(language.rawNumber(large)).isEqualTo("1234567.891");
    }

    @Test
    void leaveTheDecimalPointWhereNothingIsGrouped() {
        assertThat(Languages.of("de").number("-1234.5", false)).isEqualTo("\u22121234.5");
        assertThat(Languages.of("ar").number("1234.5", false)).isEqualTo("١٢٣٤.٥");
    }

    @ParameterizedTest
    @CsvSource({"en, babbb", "fr, aabbb", "ja, babbb", "atj, aabbb", "ru, cabca", "id, babbb", "pt, aabbb", "he, dabdd", "es, babbb"})
    void tellNumbersApart(String code, String chosen) {
        Language language = Languages.of(code);
        List<String> forms = List.of("a", "b", "c", "d", "e");
        assertThat(language.plural(0, forms) + language.plural(1, forms) + language.plural(2, forms) + language.plural(5, forms) + language.plural(21, forms)).isEqualTo(chosen);
    }

    @Test
    void raiseTheirOwnFirstLetters() {
        assertThat(Languages.of("tr").upperFirst("ix")).isEqualTo("İx");
        assertThat(Languages.of("tr").upper("ix")).isEqualTo("IX");
        assertThat(Languages.of("gag").upperFirst("ix")).isEqualTo("İx");
        assertThat(Languages.of("nl").upperFirst("ijs")).isEqualTo("Ijs");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"en, nice’s, 4", "ca, 'nice, 5", "ca, ''nice, 0", "br, c'hoar, 6", "de, straße!, 6", "zh, abc, 0", "uk, ість, 4", "nds-nl, ën, 2", "de-unheard, ß, 1", "xx, ß, 0"})
    void joinLettersBehindLinks(String code, String text, int joined) {
        TextBuffer buffer = TextBuffer.of("]]" + text);
        assertThat(LinkTrails.of(code).end(buffer, 2) - 2).isEqualTo(joined);
        buffer.release();
    }

    @Test
    void joinLettersBeforeLinks() {
        TextBuffer buffer = TextBuffer.of("á «[[a]]");
        assertThat(LinkTrails.of("uk").prefix(buffer, 0, 3)).isEqualTo("«");
        assertThat(LinkTrails.of("en").prefix(buffer, 0, 3)).isEmpty();
        assertThat(LinkTrails.of("uk").trailExpression()).startsWith("/^([a-z").endsWith("]+)(.*)$/sDu");
        assertThat(LinkTrails.of("en").trailExpression()).isEqualTo("/^([a-z]+)(.*)$/sD");
        assertThat(LinkTrails.of("uk").prefixExpression()).isEqualTo("/^((?>.*[^„«]|))(.+)$/sDu");
        buffer.release();
    }

    @ParameterizedTest
    @CsvSource({"en, User", "de, Benutzer", "de-at, Benutzer", "de-unheard, Benutzer", "es, Usuario", "es-419, User", "ltg, Lītuotuojs", "xx, User"})
    void nameNamespaces(String code, String user) {
        assertThat(LocalNamespaces.of(code, DefaultNamespaces.of("Notes"))).filteredOn(namespace -> namespace.id() == Namespace.USER).first().extracting(Namespace::name).isEqualTo(user);
    }
}
