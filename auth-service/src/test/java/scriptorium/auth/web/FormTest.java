package scriptorium.auth.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormTest {

    @Test
    void fieldsAreDecoded() {
        Form form = Form.of("scope=basic+editpage&state=a%26b%3Dc&empty=&flag");
        assertThat(form.get("scope")).isEqualTo("basic editpage");
        assertThat(form.get("state")).isEqualTo("a&b=c");
        assertThat(form.has("empty")).isTrue();
        assertThat(form.has("flag")).isTrue();
        assertThat(form.get("missing")).isEmpty();
        assertThat(form.repeated()).isEmpty();
        assertThat(form.broken()).isFalse();
    }

    @Test
    void theFirstOfTwoCountsAndTheSecondIsNoticed() {
        Form form = Form.of("redirect_uri=https://a.example&redirect_uri=https://b.example");
        assertThat(form.get("redirect_uri")).isEqualTo("https://a.example");
        assertThat(form.repeated()).containsExactly("redirect_uri");
    }

    @Test
    void aBrokenEscapeIsNoticed() {
        assertThat(Form.of("code=%zz").broken()).isTrue();
    }
}
