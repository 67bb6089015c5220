/** All SQL. */
package scriptorium.page.store;
