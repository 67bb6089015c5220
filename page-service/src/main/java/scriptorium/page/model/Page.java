package scriptorium.page.model;

import java.time.Instant;
import scriptorium.wikitext.title.Title;

/**
 * A page as it is now.
 *
 * @param language its language when that is not the wiki's; empty otherwise
 * @param changeSeq of its last change
 */
public record Page(
        long id, Title title, boolean deleted, boolean redirect, String contentModel, String language, long latestRevisionId, int length, long changeSeq,
        Instant changedAt) {

    /** A page that did not exist before its first revision. */
    public static Page created(Title title, Revision first, boolean redirect) {
        return new Page(first.pageId(), title, false, redirect, first.contentModel(), "", first.id(), first.size(), 1, first.madeAt());
    }

    /** The same page after one more change. */
    public Page next(Instant at) {
        return new Page(id, title, deleted, redirect, contentModel, language, latestRevisionId, length, changeSeq + 1, at);
    }

    /** After one more change, with this as its current revision. */
    public Page revised(Revision current, boolean nowRedirect, Instant at) {
        return new Page(id, title, false, nowRedirect, current.contentModel(), language, current.id(), current.size(), changeSeq + 1, at);
    }

    public Page titled(Title other) {
        return new Page(id, other, deleted, redirect, contentModel, language, latestRevisionId, length, changeSeq, changedAt);
    }

    public Page gone(boolean isGone) {
        return new Page(id, title, isGone, redirect, contentModel, language, latestRevisionId, length, changeSeq, changedAt);
    }

    public Page inLanguage(String code) {
        return new Page(id, title, deleted, redirect, contentModel, code, latestRevisionId, length, changeSeq, changedAt);
    }
}
