/** Use cases of accounts: authenticate, create. */
package scriptorium.auth.account;
