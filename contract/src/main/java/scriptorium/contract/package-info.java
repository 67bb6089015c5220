/** The words that the services share: parameters, module specs, results, messages, identity, events. No framework, no SQL, no I/O. */
package scriptorium.contract;
