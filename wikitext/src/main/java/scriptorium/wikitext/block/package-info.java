/** Paragraphs, lists and indented text. */
package scriptorium.wikitext.block;
