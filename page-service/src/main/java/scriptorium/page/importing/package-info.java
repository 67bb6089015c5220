/** Pages and revisions from an XML dump. */
package scriptorium.page.importing;
