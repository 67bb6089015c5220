/** How passwords are kept. */
package scriptorium.auth.password;
