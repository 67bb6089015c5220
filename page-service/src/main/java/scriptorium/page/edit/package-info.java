/** Editing: the text, conflicts and merging, access, saving. */
package scriptorium.page.edit;
