/** Taking back what the last editor of a page has done. */
package scriptorium.page.rollback;
