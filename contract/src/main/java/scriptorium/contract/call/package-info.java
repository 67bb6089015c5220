/** The internal call of a module from router to service, and the service's answer. */
package scriptorium.contract.call;
