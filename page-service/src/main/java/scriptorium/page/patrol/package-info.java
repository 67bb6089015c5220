/** Marking changes as looked at. */
package scriptorium.page.patrol;
