/**
 * Arithmetic of {@code #expr} and {@code #ifexpr}: an operator-precedence evaluator over numbers that are whole (64
 * bits) or floating, printed with 14
 * significant digits as wikis are used to. Pure functions of their text; errors are values.
 */
package scriptorium.wikitext.function.expr;
