/** The OAuth 2 provider: clients, consents, codes and tokens. Scopes are MediaWiki's grants. */
package scriptorium.auth.oauth;
