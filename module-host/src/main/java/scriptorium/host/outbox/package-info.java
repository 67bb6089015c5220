/** The relay that takes what a service has written to its outbox to Kafka. */
package scriptorium.host.outbox;
