/** The suite on one machine: embedded PostgreSQL, Kafka and S3, the five services as child processes. */
package scriptorium.stack;
