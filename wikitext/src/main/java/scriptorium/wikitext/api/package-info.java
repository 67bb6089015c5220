/** The public API and the ports. */
package scriptorium.wikitext.api;
