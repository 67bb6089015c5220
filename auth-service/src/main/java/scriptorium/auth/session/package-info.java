/** Sessions and the cookies that carry them. */
package scriptorium.auth.session;
