/**
 * What happens to the text itself when a page is saved: signatures for tildes, the pipe trick, white space at the end.
 * Works on text in which everything
 * that must not be touched (comments, nowiki, other tags) already stands behind markers, and after {@code subst:} was done.
 */
package scriptorium.wikitext.presave;
