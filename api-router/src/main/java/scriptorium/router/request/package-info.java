/** Reading a request as MediaWiki does: parameters from query string and body, their Unicode, cookies, addresses. */
package scriptorium.router.request;
