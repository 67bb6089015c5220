/** Pages and revisions as values. */
package scriptorium.page.model;
