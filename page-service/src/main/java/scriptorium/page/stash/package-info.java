/** Texts of edits that are about to be saved. */
package scriptorium.page.stash;
