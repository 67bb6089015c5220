/** What a module declares about itself, and that declaration as JSON. */
package scriptorium.contract.module;
