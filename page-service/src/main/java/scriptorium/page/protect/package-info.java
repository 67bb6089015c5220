/** Protecting pages. */
package scriptorium.page.protect;
