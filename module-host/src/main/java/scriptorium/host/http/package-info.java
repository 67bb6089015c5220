/** How one service calls another. */
package scriptorium.host.http;
