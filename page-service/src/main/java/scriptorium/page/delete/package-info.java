/** Deleting pages. */
package scriptorium.page.delete;
