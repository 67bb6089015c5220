/** Accounts and sessions as values. */
package scriptorium.auth.model;
