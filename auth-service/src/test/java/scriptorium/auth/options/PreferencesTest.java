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
    @CsvSource({"gender,x,no-option", "rclimit,0,too-small", "rclimit,1001,too-large", "rclimit,3.5,not-whole", "rcdays,0,too-small", "rclimit,x,no-number",
        "language,qqx,no-option", "language,zzz,no-option", "skin,foo,no-option", "timecorrection,60,no-time-zone", "timecorrection,Offset|9999,no-time-zone",
        "timecorrection,ZoneInfo|0|Nowhere/X,no-time-zone", "nope,1,not-known", "enotifminoredits,1,not-known", "realname,x,elsewhere",
        "userjs-a b,1,bad-key"})
    void otherValues_areRefusedWithTheirReason(String name, String value, String reason) {
        Preferences.Verdict verdict = preferences.check(name, Optional.of(value));

        assertThat(verdict).isInstanceOfSatisfying(Preferences.Verdict.Refused.class, refused -> assertThat(refused.why().key()).isEqualTo("preference-" + reason));
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
