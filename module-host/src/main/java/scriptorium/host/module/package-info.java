/** Modules and how they are found, published and run. */
package scriptorium.host.module;
