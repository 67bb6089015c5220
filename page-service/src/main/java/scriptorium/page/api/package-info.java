/** The modules: from request to command, from outcome to result. */
package scriptorium.page.api;
