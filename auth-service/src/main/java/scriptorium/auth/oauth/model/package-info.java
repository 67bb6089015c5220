/** OAuth clients, consents and tokens as values, and why a request is refused. */
package scriptorium.auth.oauth.model;
