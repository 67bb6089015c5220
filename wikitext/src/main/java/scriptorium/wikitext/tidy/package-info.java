/** Well-formed HTML. */
package scriptorium.wikitext.tidy;
