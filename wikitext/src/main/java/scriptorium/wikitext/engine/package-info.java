/** The engine itself: the passes in order, extension tags, sections. */
package scriptorium.wikitext.engine;
