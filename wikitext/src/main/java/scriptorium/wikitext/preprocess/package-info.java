/** The preprocessor: text to tree. */
package scriptorium.wikitext.preprocess;
