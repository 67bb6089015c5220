package scriptorium.auth.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawSignatureTest {

    @ParameterizedTest
    @ValueSource(strings = {"[[User:Ada|Ada]]", "<b>[[Foo|<i>x</i>]]</b> &amp; &eacute; &#160;", "<br/>", "<foo>x</foo>", "a > b", "<!-- c --> x", "''x"})
    void tagsThatFitTogether_areTaken(String signature) {
        assertThat(RawSignature.fits(signature)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>x", "x</b>", "<b><i></b></i>", "<br>", "a & b", "&nosuch;", "a < b", "<span style=x>y</span>", "<SPAN>y</span>", "<nowiki>x", "<b a='1' a='2'>x</b>",
        "</s><s>", "<!DOCTYPE s [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;"})
    void tagsThatWouldGoOn_areRefused(String signature) {
        assertThat(RawSignature.fits(signature)).isFalse();
    }
}
