package scriptorium.wikitext.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scriptorium.wikitext.api.ParseRequest;
import scriptorium.wikitext.api.WikiSite;
import scriptorium.wikitext.api.WikiSource;
import scriptorium.wikitext.api.Wikitext;
import scriptorium.wikitext.title.DefaultNamespaces;
import scriptorium.wikitext.title.Title;

/** Figures and dates as languages write them. */
class FiguresTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            en ~ 08:05, 9 February 2024
            de ~ 08:05, 9. Feb. 2024
            pt ~ 08h05min de 9 de fevereiro de 2024
            fi ~ 9. helmikuuta 2024 kello 08.05
            fa ~ ‏۹ فوریه ۲۰۲۴، ساعت ۰۸:۰۵
            hu ~ 2024. február 9., 08:05
            """)
    void timesAndDatesAreWrittenAsTheLanguageDoes(String language, String written) {
        assertThat(Languages.of(language).timeAndDate(LocalDateTime.of(2024, 2, 9, 8, 5, 7))).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            en ~ 2024-02-05 ~ Bahman Rajab Shevat
            en ~ 2024-03-15 ~ Esfand Ramadan Adar II
            en ~ 2023-03-15 ~ Esfand Sha'aban Adar
            ar ~ 2024-02-05 ~ بهمن رجب شباط
            he ~ 2024-03-15 ~ אספנד רמדאן אדר ב׳
            he ~ 2023-03-15 ~ אספנד שעבאן אדר
            """)
    void monthsOfOtherCalendarsHaveNamesInTheLanguage(String language, LocalDate day, String names) {
        assertThat(new TimeFormat(Languages.of(language)).format("xiF xmF xjF", day.atStartOfDay(ZoneOffset.UTC))).isEqualTo(names);
    }

    @Test
    void referencesThatAreUsedTwiceAreNumberedInTheLanguagesDigits() {
        assertThat(references("de")).contains(">1,0</a>").contains(">1,1</a>");
        assertThat(references("fa")).contains(">۱٫۰</a>").contains(">۱٫۱</a>");
    }

    private static String references(String language) {
        return Wikitext.engine(new WikiSite("Notes", "http://127.0.0.1:8080", "/wiki/$1", "/w", "/images", language, "Main Page", DefaultNamespaces.of("Notes"), Map.of(), Map.of()))
                .parse(ParseRequest.of(Title.of(0, "Lake"), "<ref name=a>x</ref><ref name=a />"), WikiSource.EMPTY).html();
    }
}
