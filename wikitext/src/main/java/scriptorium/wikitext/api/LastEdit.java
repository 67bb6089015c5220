package scriptorium.wikitext.api;

import java.time.Instant;

/**
 * Who made the current revision of a page, and when.
 *
 * @param user a name or an address; empty when it is hidden
 */
public record LastEdit(Instant timestamp, String user) {}
