package scriptorium.page.edit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void membersStandOneALineIndentedByTabs() {
        // Given
        String text = "{\"b\":[1,2],\"a\":{},\"c\":\"ä/\"}";

        // When
        String pretty = JsonText.pretty(text);

        // Then
        assertThat(pretty).isEqualTo("{\n\t\"b\": [\n\t\t1,\n\t\t2\n\t],\n\t\"a\": {},\n\t\"c\": \"ä/\"\n}");
    }

    @Test
    void aTextWithSomethingBehindItIsNotJson() {
        assertThat(JsonText.valid("{} x")).isFalse();
        assertThat(JsonText.valid("")).isFalse();
        assertThat(JsonText.valid("[1, 2")).isFalse();
        assertThat(JsonText.valid("\"text\"")).isTrue();
    }
}
