/** Hiding parts of revisions and log entries. */
package scriptorium.page.visibility;
