/**
 * The functions of MediaWiki's extension ParserFunctions: conditions, calculation, dates, parts of titles and, where
 * the wiki allows them, strings.
 * Arguments of conditions are only expanded when they are needed.
 */
package scriptorium.wikitext.function.parserfunctions;
