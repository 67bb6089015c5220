/**
 * Languages that are written in more than one way: the finished HTML in the variant that is asked for, and the markup
 * {@code -{...}-} that rules over it.
 */
package scriptorium.wikitext.convert;
