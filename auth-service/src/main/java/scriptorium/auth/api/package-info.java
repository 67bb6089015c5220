/** The modules: from request to command, from outcome to result. */
package scriptorium.auth.api;
