/** The language alone, without a wiki. */
package scriptorium.wikitext.lua;
