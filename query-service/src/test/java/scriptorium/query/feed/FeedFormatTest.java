package scriptorium.query.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeedFormatTest {

    @ParameterizedTest
    @EnumSource(FeedFormat.class)
    void whateverATextHoldsItStaysText(FeedFormat format) {
        // Given
        Instant at = Instant.parse("2026-01-02T03:04:05Z");
        Feed.Item item = new Feed.Item("]]><b>", "http://x/?a=1&b=\"", "<p>\u0000</p>", Optional.of(at), "O'Neil <x>", "http://x/talk");
        Feed feed = new Feed("<t>", "http://x/self", "http://x/", "d & d", "en", "g", at, List.of(item));
        // When
        String xml = format.show(feed);
        // Then
        assertThat(xml).contains("<title>&lt;t&gt;</title>", "]]&gt;&lt;b&gt;", "a=1&amp;b=&quot;", "&lt;p&gt;\uFFFD&lt;/p&gt;", "O&#039;Neil &lt;x&gt;")
                .doesNotContain("<b>", "<p>", "<x>");
    }
}
