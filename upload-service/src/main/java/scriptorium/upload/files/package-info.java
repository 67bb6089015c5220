/** Serving bytes. */
package scriptorium.upload.files;
