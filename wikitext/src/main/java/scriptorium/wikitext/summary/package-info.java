/**
 * Edit summaries as HTML: links and section marks become links, all else is escaped. Much smaller than the parser, and
 * with rules of its own. Whether pages
 * exist is asked once per summary.
 */
package scriptorium.wikitext.summary;
