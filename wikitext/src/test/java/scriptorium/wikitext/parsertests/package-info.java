/** Runs MediaWiki's parser tests, which lie beside the checkout, when they are there; compares tokens, and keeps a ratchet of known failures by name. */
package scriptorium.wikitext.parsertests;
