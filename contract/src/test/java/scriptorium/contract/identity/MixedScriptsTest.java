package scriptorium.contract.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MixedScriptsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Ada Lovelace", "Ünïcöde", "Тест", "Тест of Ada", "Тест-2026", "日本語ですカナ", "X線", "서울2 Seoul", "ΑΒΓ", "e\u0301t\u00e9", "", "!!!"})
    void wordsThatPeopleWrite_areFine(String name) {
        assertThat(MixedScripts.in(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0410dmin", "Admin\u0430", "Ada \u0421lark", "Gr\u03BFup", "\u0422\u0435\u0441t", "\u13AAda"})
    void wordsThatLookLikeOthers_areFound(String name) {
        assertThat(MixedScripts.in(name)).isTrue();
    }
}
