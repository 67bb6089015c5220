package scriptorium.auth.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferencesTest {

    private final Preferences preferences = new Preferences();

    @ParameterizedTest
    @CsvSource({"gender,female", "rclimit,1000", "rcdays,1.5", "language,de-at", "date,ISO 8601", "skin,vector", "timecorrection,ZoneInfo|60|Europe/Berlin",
        "hideminor,yes", "userjs-a_b-1,x", "watchlisttoken,abc"})
    void valuesThatAreOffered_areKept(String name, String value) {
        assertThat(preferences.check(name, Optional.of(value))).isEqualTo(new Preferences.Verdict.Accepted(Optional.of(value)));
    }

    @ParameterizedTest
    @CsvSource({"gender,x,htmlform-select-badoption", "rclimit,0,htmlform-int-toolow", "rclimit,1001,htmlform-int-toohigh", "rclimit,3.5,htmlform-int-invalid", "rcdays,0,htmlform-int-toolow", "rclimit,x,htmlform-float-invalid",
        "language,qqx,htmlform-select-badoption", "language,zzz,htmlform-select-badoption", "skin,foo,htmlform-select-badoption", "timecorrection,60,timezone-invalid", "timecorrection,Offset|9999,timezone-invalid",
        "timecorrection,ZoneInfo|0|Nowhere/X,timezone-invalid", "nope,1,apiwarn-validationfailed-badpref", "enotifminoredits,1,apiwarn-validationfailed-badpref", "realname,x,apiwarn-validationfailed-cannotset",
        "userjs-a b,1,apiwarn-validationfailed-badchars"})
    void otherValues_areRefusedWithTheirReason(String name, String value, String reason) {
        Preferences.Verdict verdict = preferences.check(name, Optional.of(value));

        assertThat(verdict).isInstanceOfSatisfying(Preferences.Verdict.Refused.class, refused -> assertThat(refused.why().key()).isEqualTo(reason));
    }

    @Test
    void theDefault_isNotKept() {
        assertThat(preferences.check("rclimit", Optional.of("50"))).isEqualTo(new Preferences.Verdict.Accepted(Optional.empty()));
        assertThat(preferences.check("search-match-redirect", Optional.of("1"))).isEqualTo(new Preferences.Verdict.Accepted(Optional.empty()));
        assertThat(preferences.check("gender", Optional.empty())).isEqualTo(new Preferences.Verdict.Accepted(Optional.empty()));
    }

    @Test
    void timesOfDay_becomeOffsets() {
        assertThat(preferences.check("timecorrection", Optional.of("02:00"))).isEqualTo(new Preferences.Verdict.Accepted(Optional.of("Offset|120")));
        assertThat(preferences.check("timecorrection", Optional.of("-05:30"))).isEqualTo(new Preferences.Verdict.Accepted(Optional.of("Offset|-330")));
    }

    @Test
    void longValues_areRefused() {
        assertThat(preferences.check("userjs-long", Optional.of("ä".repeat(32_766)))).isInstanceOf(Preferences.Verdict.Refused.class);
        assertThat(preferences.check("userjs-" + "a".repeat(260), Optional.of(""))).isInstanceOf(Preferences.Verdict.Refused.class);
    }

    @Test
    void whatWasChosen_standsInPlaceOfTheDefault() {
        Map<String, Object> all = preferences.effective(Map.of("gender", "female", "usenewrc", "0", "userjs-x", "y"));

        assertThat(all).containsEntry("gender", "female").containsEntry("usenewrc", 0L).containsEntry("userjs-x", "y").containsEntry("rclimit", 50L)
                .containsEntry("search-match-redirect", true).doesNotContainKey("watchlisttoken");
    }

    @Test
    void kinds() {
        assertThat(preferences.kind("userjs-a")).isEqualTo("userjs");
        assertThat(preferences.kind("gender")).isEqualTo("registered");
        assertThat(preferences.kind("nope")).isEqualTo("unused");
        assertThat(preferences.kind("realname")).isEqualTo("special");
    }
}
