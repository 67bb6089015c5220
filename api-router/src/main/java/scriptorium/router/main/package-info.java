/** MediaWiki's main module: its parameters, its order of checks, and the answer's headers and envelopes. */
package scriptorium.router.main;
