/** Expansion of the tree: frames, templates, parser functions. */
package scriptorium.wikitext.expand;
