/** The way to the services: which module belongs to whom, who is calling, the call itself, and {@code action=query} spread over its owners. */
package scriptorium.router.dispatch;
