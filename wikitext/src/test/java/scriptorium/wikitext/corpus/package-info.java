/** Renders a whole real wiki, which lies beside the checkout, when it is there. */
package scriptorium.wikitext.corpus;
