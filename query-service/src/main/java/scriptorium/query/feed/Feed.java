package scriptorium.query.feed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A feed and its items, before it is known how they are written.
 *
 * @param self address that the feed was asked for at
 * @param link address of the page for humans
 */
record Feed(String title, String self, String link, String description, String language, String generator, Instant now, List<Item> items) {

    Feed {
        items = List.copyOf(items);
    }

    /**
     * @param html what is to be said of it
     * @param comments address of the page to talk about it, empty for none
     */
    record Item(String title, String link, String html, Optional<Instant> at, String author, String comments) {}
}
