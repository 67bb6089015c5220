/** Files as values. */
package scriptorium.upload.model;
