package scriptorium.wikitext.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateParserTest {

    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 11, 23, 11, 41, 14, 0, ZoneId.of("UTC"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "15 January 2001|2001-01-15 00:00:00", "2001-01-15T12:34:56+02:00|2001-01-15 10:34:56", "20010115123456|2001-01-15 12:34:56",
        "1/5/2001|2001-01-05 00:00:00", "5.1.2001|2001-01-05 00:00:00", "January 15th, 2001|2001-01-15 00:00:00",
        "Jan 2001|2001-01-01 00:00:00",
        "2001|2001-11-23 00:00:00", "@1234567890|2009-02-13 23:31:30", "2008-W27-3|2008-07-02 00:00:00", "2008.197|2008-07-15 00:00:00",
        "2001-01-31 +1 month|2001-03-03 00:00:00", "last friday of march 2010|2010-03-26 00:00:00", "2001-01-15 monday|2001-01-15 00:00:00",
        "2001-01-15 next monday|2001-01-22 00:00:00", "2001-01-15 +2 weekdays|2001-01-17 00:00:00",
        "2011-11-12 23:00 America/New_York|2011-11-13 04:00:00",
        "12:30, 15 January 2001 (UTC)|2001-01-15 12:30:00", "2001-01-15 12:00 GMT+2|2001-01-15 10:00:00",
        "2001-01-15 3 days ago|2001-01-12 00:00:00",
        "+1 day|2026-11-24 11:41:14", "tomorrow|2026-11-24 00:00:00", "10am|2026-11-23 10:00:00", "May|2026-05-23 00:00:00",
        "2001-02-31|2001-03-03 00:00:00"})
    void reads_dates(String text, String expected) {
        assertThat(DateParser.parse(text, NOW).map(time -> new TimeFormat(Languages.of("en")).format("Y-m-d H:i:s", time)))
                .contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "2001-13-01", "15 Foo 2001", "12345", "2001-01-15 25:00", "[[2001-01-15]]"})
    void refuses_what_is_no_date(String text) {
        assertThat(DateParser.parse(text, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "D, d M Y|Thu, 29 Feb 2024", "N w z W t L o|4 4 59 09 29 1 2024", "xrY|MMXXIV", "xhY|ב'כ\"ד", "xjj xjF xjY|20 Adar I 5784",
        "xij xiF xiY|10 Esfand 1402",
        "xmj xmF xmY|19 Sha'aban 1445", "xkY xoY xtY|2567 113 令和6", "c|2024-02-29T00:00:00+00:00", "r|Thu, 29 Feb 2024 00:00:00 +0000",
        "\\Y \"Y\" xx|Y Y x",
        "g A|12 AM"})
    void formats(String format, String expected) {
        ZonedDateTime time = ZonedDateTime.of(2024, 2, 29, 0, 0, 0, 0, ZoneId.of("UTC"));
        assertThat(new TimeFormat(Languages.of("en")).format(format, time)).isEqualTo(expected);
    }
}
