/** PostgreSQL, S3 and page-service behind ports. */
package scriptorium.upload.store;
