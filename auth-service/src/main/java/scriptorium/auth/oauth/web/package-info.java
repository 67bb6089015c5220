/** The OAuth 2 provider's addresses: forms in, JSON or a plain page out. */
package scriptorium.auth.oauth.web;
