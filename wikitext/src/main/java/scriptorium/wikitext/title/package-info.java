/**
 * Titles, namespaces and user names as MediaWiki reads them. Shared by the whole suite: services read titles with the same {@link
 * scriptorium.wikitext.title.TitleParser} that links are read with. Everything here is immutable and knows no I/O.
 */
package scriptorium.wikitext.title;
