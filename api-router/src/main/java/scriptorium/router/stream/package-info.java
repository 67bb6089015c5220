/** Event streams: public Kafka topics as server-sent events, as Wikimedia's EventStreams serves them. */
package scriptorium.router.stream;
