package scriptorium.wikitext.api;

/**
 * The current text of a page, as templates need it.
 *
 * @param contentModel for example {@code wikitext}, {@code Scribunto}, {@code sanitized-css}
 */
public record PageText(long pageId, long revisionId, String text, String contentModel) {}
