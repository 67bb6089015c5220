/** Watch lists. */
package scriptorium.page.watch;
