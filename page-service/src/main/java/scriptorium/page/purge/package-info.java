/** Rendering pages anew. */
package scriptorium.page.purge;
