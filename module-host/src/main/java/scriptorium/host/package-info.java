/** Makes a Quarkus service a host of API modules: endpoint, order of checks, identity, outbox relay, the bounded work pool. */
package scriptorium.host;
