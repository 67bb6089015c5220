/**
 * The front of the suite: MediaWiki's main module. It reads the main parameters, finds the caller and the module, calls the owning service and writes the answer
 * in the format asked for. It holds no state that a restart would lose, knows no SQL, and validates no module's values.
 */
package scriptorium.router;
