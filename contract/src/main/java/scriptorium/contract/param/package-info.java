/** Parameters: declared once with their types, read from a request in MediaWiki's way. */
package scriptorium.contract.param;
