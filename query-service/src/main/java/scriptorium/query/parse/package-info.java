/** Rendering: the engine over the index, and the modules that show it. */
package scriptorium.query.parse;
