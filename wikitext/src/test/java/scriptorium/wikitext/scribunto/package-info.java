/** Scripts as a real wiki runs them: what expressions are worth, limits, modules, frames. */
package scriptorium.wikitext.scribunto;
