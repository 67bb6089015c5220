/** The bounded pool for work that would hold up an event loop. */
package scriptorium.host.work;
