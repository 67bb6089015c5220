/** Putting the histories of two pages together. */
package scriptorium.page.merge;
