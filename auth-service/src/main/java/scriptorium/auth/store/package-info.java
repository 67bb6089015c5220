/** All SQL. */
package scriptorium.auth.store;
