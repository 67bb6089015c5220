/** What files are, whether they are safe, and smaller pictures of them. */
package scriptorium.upload.media;
