package scriptorium.router.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestParamsTest {

    private static RequestParams read(String query, String body) {
        RequestParams.Reader reader = new RequestParams.Reader(1000);
        if (body != null) {
            reader.form(body.getBytes(StandardCharsets.ISO_8859_1));
        }
        return reader.query(query).done();
    }

    @Test
    void takesTheLastOfRepeatedNamesAndTheBodyBeforeTheQuery() {
        // When
        RequestParams params = read("a=1&a=2&b=q", "b=p&c=x+y%26");
        // Then
        assertThat(params.values()).containsExactly(Map.entry("b", "p"), Map.entry("c", "x y&"), Map.entry("a", "2"));
        assertThat(params.posted()).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void readsBytesOfTheQueryThatAreNoUtf8AsEightBit() {
        // When
        RequestParams params = read("titles=%FFx%E9", null);
        // Then
        assertThat(params.get("titles", "")).isEqualTo("ÿxé");
        assertThat(params.repaired()).containsExactly("titles");
    }

    @Test
    void replacesBytesOfTheBodyThatAreNoUtf8() {
        // When
        RequestParams params = read("", "titles=%FF");
        // Then
        assertThat(params.get("titles", "")).isEqualTo("\uFFFD");
        assertThat(params.repaired()).containsExactly("titles");
    }

    @Test
    void normalisesToNfcAndSaysSo() {
        // When
        RequestParams params = read("titles=E%CC%81&plain=%C3%89", null);
        // Then
        assertThat(params.values()).containsEntry("titles", "É").containsEntry("plain", "É");
        assertThat(params.repaired()).containsExactly("titles");
    }

    @Test
    void replacesControlCharacters() {
        // When
        RequestParams params = read("titles=a%00b%0B%7C%0A%09", null);
        // Then
        assertThat(params.get("titles", "")).isEqualTo("a\uFFFDb\uFFFD|\n\t");
        assertThat(params.repaired()).containsExactly("titles");
    }

    @Test
    void keepsTheSeparatorOnlyWhereItBeginsTheValue() {
        // When
        RequestParams params = read("a=%1Fx%1Fy&b=x%1Fy", null);
        // Then
        assertThat(params.values()).containsEntry("a", "\u001Fx\u001Fy").containsEntry("b", "x\uFFFDy");
        assertThat(params.repaired()).containsExactly("b");
    }

    @Test
    void manglesNamesAsPhpDoes() {
        // When
        RequestParams params = read("a.b=1&c%20d=2&titles[]=A&foo%5Bx%5D=3", null);
        // Then
        assertThat(params.values()).containsEntry("a_b", "1").containsEntry("c_d", "2").hasSize(2);
        assertThat(params.arrays()).containsExactly("titles", "foo");
    }

    @Test
    void leavesBrokenEscapesAsTheyStand() {
        // When
        RequestParams params = read("a=100%&b=%zz&c&=x&&", null);
        // Then
        assertThat(params.values()).containsEntry("a", "100%").containsEntry("b", "%zz").containsEntry("c", "").hasSize(3);
    }

    @Test
    void readsNoMoreParametersThanAllowed() {
        // Given
        RequestParams.Reader reader = new RequestParams.Reader(2);
        // When
        RequestParams params = reader.query("a=1&b=2&c=3").done();
        // Then
        assertThat(params.values()).containsOnlyKeys("a", "b");
        assertThat(params.cut()).isTrue();
    }
}
