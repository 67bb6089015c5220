/** upload-service: files, their history, the stash and thumbnails; the bytes are in S3. */
package scriptorium.upload;
