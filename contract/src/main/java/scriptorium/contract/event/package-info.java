/** The events that services tell each other over Kafka. Past tense, additive, one key's events in order. */
package scriptorium.contract.event;
