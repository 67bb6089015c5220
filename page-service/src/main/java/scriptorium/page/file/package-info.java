/** The pages of files, written for upload-service. */
package scriptorium.page.file;
