/** Errors and warnings as values: code, message key, arguments, data; words come last, in the router. */
package scriptorium.contract.message;
