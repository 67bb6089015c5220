/** The text passes: one class each. */
package scriptorium.wikitext.pass;
