package scriptorium.page.model;

import java.time.Instant;
import scriptorium.wikitext.title.Title;

/**
 * A page as it is now.
 *
 * @param changeSeq of its last change
 */
public record Page(
        long id, Title title, boolean deleted, boolean redirect, String contentModel, long latestRevisionId, int length, long changeSeq, Instant changedAt) {}
