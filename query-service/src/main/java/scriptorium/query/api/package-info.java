/** The submodules of action=query: one class each. */
package scriptorium.query.api;
