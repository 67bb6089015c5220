/** Differences between texts, line by line and word by word, and the HTML that shows them. Pure functions: text in, text out. */
package scriptorium.query.diff;
