/**
 * The parser functions and variables that every wiki has. They know the engine only through {@link
 * scriptorium.wikitext.function.core.Call} and {@link
 * scriptorium.wikitext.function.core.Context}; each is a {@link scriptorium.wikitext.function.core.Definition} in the list of {@link
 * scriptorium.wikitext.function.core.CoreFunctions}. Functions are stateless, one set serves all parses.
 */
package scriptorium.wikitext.function.core;
