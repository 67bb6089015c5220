/** Bringing deleted revisions back. */
package scriptorium.page.undelete;
